"""二(五): 12 points, the year, four grades with their colours, disposal plans."""

from dataclasses import dataclass

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary, spelt

FULL_POINTS = 12  # 12分制


@dataclass(frozen=True, slots=True)
class Grade:
    """A warning grade (预警等级) of 二(五): ``rank`` rises with gravity; ``fill`` and ``ink`` are RRGGBB."""

    letter: str
    colour: str
    rank: int
    fault: bool
    fill: str
    ink: str

    @property
    def nature(self) -> str:
        """The nature (预警性质) in the document's words."""
        return "过错预警(事后)" if self.fault else "无过错预警(事前)"


GRADES = {
    grade.letter: grade
    for grade in (
        Grade("D", "绿", 1, fault=False, fill="00B050", ink="FFFFFF"),
        Grade("C", "蓝", 2, fault=True, fill="0070C0", ink="FFFFFF"),
        Grade("B", "黄", 3, fault=True, fill="FFFF00", ink="000000"),
        Grade("A", "红", 4, fault=True, fill="FF0000", ink="FFFFFF"),
    )
}
GRADE = Vocabulary(
    "预警等级",
    tuple(GRADES)[::-1],
    cite("二(五)"),
    {word: g.letter for g in GRADES.values() for word in (f"{g.letter}级", f"{g.letter}级({g.colour}色)")},
)

PERSON, UNIT = "个人", "单位"
SUBJECT_KIND = Vocabulary(
    "对象类型",
    (PERSON, UNIT),
    cite("二(五)"),
    spelt({PERSON: ("人员", "干部", "职工", "员工", "干部职工"), UNIT: ("部门", "科室", "科室单位")}),
)
DEDUCTION, REMINDER = "扣分", "提醒"
RECORD_TYPE = Vocabulary(
    "记录类型", (DEDUCTION, REMINDER), cite("二(五)"), spelt({DEDUCTION: ("减分", "扣分处理"), REMINDER: ("廉政提醒",)})
)
IN_FORCE, REVOKED = "有效", "撤销"
STATUS = Vocabulary(
    "状态", (IN_FORCE, REVOKED), cite("二(五)"), spelt({REVOKED: ("已撤销", "撤消", "已撤消", "作废", "已作废")})
)
RECOGNISED, NOT_RECOGNISED = "认定", "不予认定"
RECOGNITION = Vocabulary(
    "认定结果",
    (RECOGNISED, NOT_RECOGNISED),
    cite("二(五)"),
    spelt({RECOGNISED: ("予以认定",), NOT_RECOGNISED: ("不认定", "不予以认定")}),
)
ACCEPTED, NOT_ACCEPTED = "合格", "不合格"
ACCEPTANCE = Vocabulary(
    "验收结果",
    (ACCEPTED, NOT_ACCEPTED),
    cite("二(五)"),
    spelt({ACCEPTED: ("验收合格",), NOT_ACCEPTED: ("验收不合格",)}),
)
NO_FAULT = next(grade.letter for grade in GRADES.values() if not grade.fault)
FAULT_GRADES = tuple(letter for letter, grade in reversed(GRADES.items()) if grade.fault)  # the gravest first

TO_ISSUE, RECTIFYING, OVERDUE, CLOSED, WITHDRAWN = "待发出", "整改中", "逾期", "已办结", "已撤回"
NOTICE_STATE = Vocabulary("状态", (TO_ISSUE, RECTIFYING, OVERDUE, CLOSED, WITHDRAWN), cite("二(六)"))
