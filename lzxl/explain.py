"""依据: from the clauses of the document to our rules, and from these to sheets and columns; the page of it in docs/."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lzxl.findings import Rule
from lzxl.forms.form import Column, Form, Owner
from lzxl.forms.registry import MASTER, OVERVIEW, ROSTER, TEMPLATES
from lzxl.law.clauses import CLAUSES, DOCUMENT, cite
from lzxl.law.figure_values import in_words
from lzxl.law.figures import FIGURES, Figure
from lzxl.law.level import LEVELS
from lzxl.law.schedule import COVERAGE_AIMS, STEP_ENDS
from lzxl.law.scope import RANKS, UNIT_KINDS, Chain
from lzxl.law.vocabulary import fold
from lzxl.law.warning import GRADES


class Explanation(NamedTuple):
    """One line of the table: the clause and its subject, our rule for it, and where it is seen (``""`` where nowhere)."""

    clause: str
    subject: str
    rule: str
    sheet: str
    column: str


_APPRAISED = "、".join(kind.name for kind in UNIT_KINDS.values() if kind.chain is Chain.APPRAISED)
_OWING_RANKS = "、".join(rank.name for rank in RANKS.values() if rank.owes_position_table)
_OWING_NO_TABLE = "、".join(kind.name for kind in UNIT_KINDS.values() if not kind.owes_unit_table)

# What the program works out, by the column's name in code, after the sheet's where the name alone does not tell.
# Everything else that it shows comes from the tables received.
_COMPUTED: Mapping[str, str] = {
    "proposed_level": "大小、危害、频率各按高3中2低1计分相乘,达到「一级起点」为一级,达到「二级起点」为二级,其余三级;"
    "大小、危害都高的,危害高的,另按参数提级",
    "treatment": "按评估等级,没有评估的按建议等级:"
    + ";".join(f"{level.name}{level.treatment}" for level in LEVELS.values()),
    "appraiser": f"{_APPRAISED}的人员由本单位负责人评定;负责人自己的表不评定",
    "reviewer": "班子成员由主任审核;其他人员和单位由分管(联系)领导审核;主任的表由领导小组审核;谁也不审核自己",
    "total": "本年度(按发生日期)记录类型为扣分、状态有效、已经认定(需要认定的)各笔之和",
    "left": "12 减累计扣分,不小于 0",
    "grade": "累计达到「A级起点」「B级起点」「C级起点」的为过错预警;有提醒(或按参数名下有一级风险点)的为D级",
    "colour": "、".join(f"{grade.letter}级{grade.colour}" for grade in GRADES.values()),
    "nature": "、".join(f"{grade.letter}级{grade.nature}" for grade in GRADES.values()),
    "disposal": "按等级取参数里的处置预案",
    "trigger_day": "使累计第一次达到该等级的那一笔的发生日期;一笔越过几级的只发最高一级",
    "trigger_total": "到那一笔为止的累计扣分",
    "due": "发出日期加该等级的整改天数;没有发出日期的没有整改期限",
    "state": "没有发出日期为待发出;整改期限已过而验收不是合格为逾期;验收合格(D级为发出)为已办结;依据不在了为已撤回",
    "situation": "一 自评比评估轻两级;二 过错预警逾期未整改或验收不合格;三 过错预警发出后又被查处;四 下属被上级机关查处",
    "step": "情形一、二、三为本人;情形四上追一级,性质恶劣的再上追二级",
    "handler": "问责对象是主任、班子成员或本社内再无上一级的,提请市纪委;其余由领导小组",
    "grounds": "所依据的扣分、预警或风险点的编号",
    "share": "已填除以应填",
    "报送情况.deadline": "参数里的截止月日,在本年度",
    "报送情况.due": f"岗位承诺表:职级为{_OWING_RANKS}的人数;单位承诺表、职权流程图:除{_OWING_NO_TABLE}外每单位一份;"
    "扣分台账:参数「单位报送台账」为是的,每单位一份",
}
_AS_RECEIVED = "照收到的表和名册"
_BY_OFFICE = "由本社填写"
_NO_CLAUSE = "与条款无关的检查"
_ITEM = "扣分项目"  # what stands before a code in 参数


def explanations(catalogue: Mapping[str, Rule], clause: str = "") -> list[Explanation]:
    """Return every rule with its clause, in the order of the document.

    ``catalogue``: the findings' rules (complete once all rooms are imported). ``clause``: only this clause and those
    below it, full-width brackets and blanks understood; ``""`` for all. The code of a finding or of a standard item, or
    the name of a column or setting, gives what rests on that.
    """
    wanted, every = fold(clause), list(_all(catalogue))
    lines = [line for line in every if line.clause.startswith(wanted)] or [
        line
        for line in every
        if fold(line.column).removeprefix(_ITEM).casefold() == wanted.casefold().removeprefix(_ITEM)
    ]
    order = {number: place for place, number in enumerate(CLAUSES)}
    own = catalogue.get(wanted.upper())
    lines += [Explanation("", _NO_CLAUSE, _of_finding(own), "问题清单", own.code)] if own and not own.clause else []
    return sorted(dict.fromkeys(lines), key=lambda line: order.get(line.clause, 0))


def _all(catalogue: Mapping[str, Rule]) -> Iterator[Explanation]:
    for found in CLAUSES.values():
        if found.not_computed:
            yield _line(found.number, f"不计算:{found.not_computed}")
    for aim in COVERAGE_AIMS:
        yield _line(cite("一(二)"), f"{aim.day}前{aim.what}({_whom(aim.departments, aim.subordinates)})", OVERVIEW)
    for number, last in STEP_ENDS.items():
        yield _line(number, f"文件的期限:{last.month}月{last.day}日前")
    for form in (*TEMPLATES, *ROSTER, *MASTER):
        yield from _of_form(form)
    for figure in FIGURES.values():
        yield _line(figure.clause, _of_figure(figure), "参数", figure.name)
    for _, rule in sorted(catalogue.items()):  # by code: in whatever order the rooms were imported
        if rule.clause:
            yield _line(rule.clause, _of_finding(rule), "问题清单", rule.code)


def _line(clause: str, rule: str, sheet: str = "", column: str = "") -> Explanation:
    return Explanation(clause, CLAUSES[clause].subject, rule, sheet, column)


def _whom(departments: bool, subordinates: bool) -> str:
    return "和".join([*["市社机关"] * departments, *["下属单位"] * subordinates])


def _of_form(form: Form) -> Iterator[Explanation]:
    yield _line(form.clause, form.title, form.sheet)
    for column in (*form.head, *form.columns):
        if column.clause:
            yield _line(column.clause, _of_column(form, column), form.sheet, column.heading)


def _of_column(form: Form, column: Column) -> str:
    if column.owner is not Owner.COMPUTED:
        by_whom = "由单位填写" if column.owner is Owner.UNIT and form not in ROSTER else _BY_OFFICE
        if column.prompt.startswith("由"):  # it says itself by whom
            return column.prompt
        return f"{by_whom}:{column.prompt}" if column.prompt else by_whom
    here = _COMPUTED.get(f"{form.sheet}.{column.field}")
    received = any(column.field in template.by_field for template in TEMPLATES)
    return here or (_AS_RECEIVED if received else _COMPUTED.get(column.field, _AS_RECEIVED))


def _of_figure(figure: Figure) -> str:
    default = in_words(figure.typed_default) or "空"
    return f"{figure.remark};默认{default}({figure.source})"


def _of_finding(rule: Rule) -> str:
    message = re.sub(r"\{[^}]*\}", "…", rule.message)
    return f"{rule.severity.value}:{message}"


def page(lines: Sequence[Explanation]) -> str:
    """Return the page docs/依据.md: for each clause a table of rule, sheet and column."""
    parts = [
        "# 依据:条款 → 规则 → 工作表和栏目",
        f"依据文件:{DOCUMENT}。条款用文件自己的编号。本页由程序生成,请勿手改。",
    ]
    for (clause, subject), group in groupby(lines, key=lambda line: (line.clause, line.subject)):
        parts += [f"## {clause} {subject}", _table(group)]
    return "\n\n".join(parts) + "\n"


def _table(lines: Iterable[Explanation]) -> str:
    rows = [
        ("规则", "工作表", "栏目"),
        ("---", "---", "---"),
        *((line.rule, line.sheet, line.column) for line in lines),
    ]
    return "\n".join("| " + " | ".join(_cell(text) for text in row) + " |" for row in rows)


def _cell(text: str) -> str:
    """A table's cell: a pipe would end it, a line break the row."""
    return " ".join(text.replace("|", "\\|").split())
