"""Frozen records: what the line carries between reading and deciding. Ids are text; an absent value is ``""`` or None."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from lzxl.cells import Place
from lzxl.findings import Finding
from lzxl.law.scope import Rank, UnitKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (单位) of the roster; ``head`` and ``leader`` are person ids (负责人, 分管(联系)领导), ``""`` where unknown."""

    id: str
    name: str
    kind: UnitKind
    short_name: str = ""
    head: str = ""
    leader: str = ""
    mail: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person (人员) of the roster; ``superior`` is the person id of 直接上级, ``""`` where none is given."""

    id: str
    name: str
    unit: str
    post: str
    rank: Rank
    superior: str = ""
    key_post: bool = False
    mail: str = ""


@dataclass(frozen=True, eq=False)  # a roster is itself: its thousands of rows are no key
class Roster:
    """The roster (名册): units and people by id, in its order. ``director`` is a person id, ``""`` where there is not one.

    ``faulty``: folded ids and names of units and people whose rows could not be read; they are none of the others.
    """

    units: Mapping[str, Unit] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    director: str = ""
    faulty: frozenset[str] = frozenset()

    def unit_of(self, person_id: str) -> Unit | None:
        """Return the unit of a person, None where either is unknown."""
        person = self.people.get(person_id)
        return self.units.get(person.unit) if person else None

    def name_of(self, identity: str, unit: str = "") -> str:
        """Return the name of the person behind an id, else of ``unit`` (or the unit behind it), else the id itself."""
        found = self.people.get(identity) or self.units.get(unit or identity)
        return found.name if found else identity or unit


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A row of a commitment table 二(二): ``person`` is a person id, ``""`` on the unit table.

    ``ordinal``: place among the rows of that person (unit) in the workbook, from 1. ``deadline``: a date or a standing
    word. ``claimed_level`` and ``claimed_opinion`` (评估等级, 领导小组意见 as received) never decide anything.
    """

    unit: str
    person: str
    ordinal: int
    text: str  # 风险点
    area: str  # 重点环节
    source: str  # 风险类别
    ways: tuple[str, ...]  # 查找方式
    size: str  # 风险大小
    harm: str  # 危害程度
    frequency: str  # 发生频率
    self_level: str  # 自评等级
    measures: str  # 防控措施
    responsible: str  # 责任人
    deadline: date | str  # 完成时限
    elements: tuple[str, ...] = ()  # 关键要素
    post: str = ""  # 职务
    duties: str = ""  # 岗位职责
    power: str = ""  # 职权名称
    basis: str = ""  # 行使依据
    commitment_date: date | None = None  # 承诺日期
    appraisal: str = ""  # 评定意见
    review: str = ""  # 审核意见
    claimed_level: str = ""
    claimed_opinion: str = ""
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Deduction:
    """An entry of the deduction ledger (扣分台账) 二(五): ``ledger`` is the unit that sent it; unit, year, serial make it.

    ``unit`` is the subject's unit; ``person`` is ``""`` where the subject is a unit. ``points`` above 0, or 0 for a reminder.
    """

    ledger: str
    year: int
    serial: int
    day: date  # 发生日期
    subject_kind: str  # 对象类型
    unit: str
    person: str
    reason: str  # 事由
    item: str  # 扣分项目 (code), "" where none
    record_type: str  # 记录类型
    points: Decimal  # 扣分
    basis: str = ""  # 依据
    investigator: str = "无"  # 查处机关
    grave: bool = False  # 性质恶劣
    status: str = "有效"  # 状态
    remark: str = ""  # 备注
    place: Place = field(default_factory=Place, compare=False)

    @property
    def account(self) -> str:
        """The id whose account it belongs to: the person's, else the unit's."""
        return self.person or self.unit


@dataclass(frozen=True)
class Submission:
    """A received workbook that was read: what it holds and what is wrong with it.

    ``table``: the name of its form (表种). ``filled``: 填表日期, None where the head has none. ``received``: when it came.
    ``points`` and ``entries`` hold the rows that could be read, also where errors hold the workbook back; ``rows`` counts
    all of its records, readable or not; ``refused`` and ``leaving`` name those of a ledger that are
    in no entry by their serials (序号): the rows to be put right, and those to be taken out, 0 where such a one has none.
    """

    file: str
    sha256: str
    table: str
    unit: str
    year: int | None
    filled: date | None
    received: datetime
    points: tuple[RiskPoint, ...] = ()
    entries: tuple[Deduction, ...] = ()
    zero_report: bool = False
    findings: tuple[Finding, ...] = ()
    rows: int = 0
    refused: tuple[int, ...] = ()
    leaving: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredPoint:
    """A current row of a risk register 二(三)3: its number (编号), the point, and what the office has decided on it.

    ``screening`` and ``assessed_level`` are words of their vocabularies or ``""``. ``hints``: texts for 提示.
    """

    number: str
    point: RiskPoint
    filled: date | None = None
    screening: str = ""
    assessed_level: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredEntry:
    """A current entry of the consolidated ledger 二(五): its number, the entry, and the office's recognition (认定结果)."""

    number: str
    entry: Deduction
    recognition: str = ""


@dataclass(frozen=True, slots=True)
class NoticeState:
    """What the office has entered for a notice (预警登记), by its number."""

    issued: date | None = None
    acceptance: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What follows for one risk point 二(二), 二(三)2. Names are 姓名, or 领导小组; ``counts``: 甄别结果 is 保留 or empty."""

    proposed_level: str
    level: str  # the assessed level where there is one, else the proposed
    treatment: str
    appraiser: str
    reviewer: str
    counts: bool
    reason: str  # how the proposed level came about


@dataclass(frozen=True, slots=True)
class Account:
    """An account with a grade (预警名单) 二(五): ``entries`` are the numbers it rests on, ``reason`` the sentence for 说明."""

    year: int
    subject_kind: str
    unit: str
    person: str
    total: Decimal
    left: Decimal
    grade: str
    disposal: str
    reason: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning notice (预警登记) 二(五): account, year and grade make it."""

    number: str
    year: int
    grade: str
    subject_kind: str
    unit: str
    person: str
    trigger_day: date | None
    trigger_total: Decimal
    disposal: str
    due: date | None  # 整改期限
    state: str
    reason: str
    entries: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        """The id whose account it belongs to."""
        return self.person or self.unit


@dataclass(frozen=True, slots=True)
class Escalation:
    """A candidate of accountability (责任追究) 二(六), never a verdict. ``party`` and ``target`` are ids; ``target`` may be ``""``."""

    number: str
    situation: str  # 一 二 三 四
    party: str
    step: str  # 本人 上追一级 上追二级
    target: str
    handler: str
    grounds: str
    reason: str


@dataclass(frozen=True)
class Decisions:
    """All that :mod:`lzxl.decide` makes of the register: ratings by number, the other three in the order of their sheets."""

    ratings: Mapping[str, Rating]
    accounts: tuple[Account, ...]
    notices: tuple[Notice, ...]
    escalations: tuple[Escalation, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A row of 报送情况: what a unit owes of one table and has sent 一(二)."""

    unit: str
    table: str
    due: int
    filled: int
    deadline: date | None
    latest: date | None


class FileStatus(StrEnum):
    """状态 of a received file; each file ends in exactly one."""

    TAKEN = "已汇总"
    TAKEN_WITH_HINTS = "已汇总(有提示)"
    RETURNED = "退回"
    UNREAD = "未读取"
    PAPER = "附件"
    DUPLICATE = "重复"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A row of 收文登记: a received file and what became of it. ``unit`` is a unit id or ``""``."""

    received: datetime
    file: str
    sha256: str
    table: str
    unit: str
    year: int | None
    status: FileStatus
    remark: str = ""
