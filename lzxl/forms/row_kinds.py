"""What a row below the heading row is: a record, or something that people put under and between records."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from lzxl.cells import Block, Raw
from lzxl.findings import Rule, Severity, rule
from lzxl.forms.characters import name_of
from lzxl.forms.dates import date_in_text
from lzxl.forms.form import Form, Kind
from lzxl.forms.headings import Headings, recognise, repeats_headings
from lzxl.forms.values import is_blank
from lzxl.law.vocabulary import fold


class RowKind(Enum):
    """How a row is treated; only a RECORD is read."""

    RECORD = "record"
    BLANK = "blank"
    NUMBERED = "numbered"  # a serial number and nothing else: room to type
    HEADING = "heading"
    OTHER_HEADING = "other heading"
    SAMPLE = "sample"
    TOTAL = "total"
    SIGNATURE = "signature"
    PREFILLED = "prefilled"  # the person's name alone
    STRAY = "stray"


FINDINGS: Mapping[RowKind, Rule] = {
    RowKind.HEADING: rule(
        "T130", Severity.NOTE, "二(二)", "表中又出现一行表头,已跳过,下面的行照常读取", "请删去多余的表头行。"
    ),
    RowKind.OTHER_HEADING: rule(
        "T131",
        Severity.ERROR,
        "二(二)",
        "同一工作表里接着另一张表(表头与上面的不同)",
        "请把两张表合成一张,或分成两个文件报送。",
    ),
    RowKind.SAMPLE: rule("T132", Severity.NOTE, "二(二)", "示例行没有读取", "正式报送前请删去示例行。"),
    RowKind.TOTAL: rule("T133", Severity.NOTE, "二(二)", "合计行没有读取", "本表不需要合计行,汇总由程序完成。"),
    RowKind.SIGNATURE: rule(
        "T134", Severity.NOTE, "二(二)", "表下的签名或说明没有读取", "填表日期等请填在表头区对应的单元格里。"
    ),
    RowKind.PREFILLED: rule(
        "T135",
        Severity.WARNING,
        "二(二)1",
        "“{word}”只有姓名等预填内容,没有填写风险点,没有计入",
        "请填写该人员的风险点;不须填报的请删去这一行。",
    ),
    RowKind.STRAY: rule(
        "T136",
        Severity.WARNING,
        "二(二)",
        "表格以外的内容“{word}”没有读取",
        "如果是记录,请移到表中填写完整;不是的请删去。",
    ),
}

_PREFILLED = frozenset({"serial", "person_id", "person_name", "post"})  # what a distributed template carries
_GAP = 5  # blank rows after which a lone cell is no record
_SAMPLE_SERIAL = re.compile(r"(?:填写)?(?:示例|样例|范例|例)\d*[:：]?")
_SAMPLE_CELL = re.compile(r"(?:填写)?(?:示例|样例|范例|例)[:：]")
_TOTAL = re.compile(r"(?:本页|全部|本年)?(?:合计|小计|总计|共计|累计)[:：]?[^,，。]{0,12}")
_PEOPLE = (
    "(?:填表人|制表人?|填报人|报送人|登记人|经办人|审核人|复核人|审批人|批准人|评定人|承诺人|联系人"
    "|(?:单位|部门|科室|主要)?负责人|(?:分管|联系|主管|单位|本级)领导|分管\\(联系\\)领导)"
)
_SEALED = "(?:签字|签名|签章|盖章)"
_LABELS = (
    rf"(?:{_PEOPLE}|联系电话|电话|公章|日期|(?:填表|填报|报送|审核)日期|时间|注|备注|说明|填表说明|附"
    "|(?:审核|审批|评定|领导|领导小组)意见)"
)
_SIGNATURE = re.compile(
    rf"{_LABELS}(?:{_SEALED}|意见)*(?:\([^()]*\))?[:：].*|[^,。;:]{{0,10}}{_SEALED}(?:\([^()]*\))?[:：].*"
    rf"|{_PEOPLE}(?:{_SEALED}|意见)+(?:\([^()]*\))?|\(?(?:单位|部门)?\(?(?:{_SEALED}|公章)\)?(?:[:：].*)?",
    re.DOTALL,
)
_SIGNER = re.compile(_PEOPLE)  # alone in a cell; as somebody's post it is data
_POSTS = ("post", "responsible")
_UNDATED = re.compile("年月日")
_DATED = frozenset({Kind.DATE, Kind.TIME_LIMIT})


class Seen(NamedTuple):
    """A row as it looks: ``line`` from column A, ``cells`` what is not blank, ``fields`` the same under headings, by field.

    Formulas beside the columns are the template's own and never data: they are no ``cells``.
    """

    line: Sequence[Raw]
    cells: Sequence[Raw]
    fields: Mapping[str, Raw]


def see(block: Block, headings: Headings, row: int) -> Seen:
    """Return row ``row`` as it looks."""
    line = block.rows[row - 1]
    filled = {at: raw for at, raw in enumerate(line, 1) if raw is not None and not is_blank(raw)}
    headed, formulas = headings.headed, block.formulas
    return Seen(
        line,
        [raw for at, raw in filled.items() if at in headed or (row, at) not in formulas],
        {field: filled[column] for field, column in headings.columns.items() if column in filled},
    )


def kind_of_row(form: Form, headings: Headings, seen: Seen, gap: int, signed: bool) -> RowKind:
    """Return what a row is; ``gap``: blank rows just above; ``signed``: a signature block stands above."""
    line, cells, fields = seen
    if not cells:
        return RowKind.BLANK
    if repeats_headings(form, line, max(3, len(headings.columns) // 2)):
        same = all(headings.columns.get(field) == column for field, column in recognise(form, line))
        return RowKind.HEADING if same else RowKind.OTHER_HEADING
    if set(fields) <= {"serial"} and len(cells) == len(fields) and _is_number(fields.get("serial")):
        return RowKind.NUMBERED
    return _beside_records(form, headings, fields, cells, gap, signed)


def _beside_records(
    form: Form, headings: Headings, fields: Mapping[str, Raw], cells: Sequence[Raw], gap: int, signed: bool
) -> RowKind:
    if form.key in fields:  # a row of the roster or the master: its number says that it is one
        return RowKind.RECORD
    markers = [fold(name_of(raw)) for raw in (fields.get("serial"), fields.get("person_name"), cells[0])]
    if _SAMPLE_SERIAL.fullmatch(markers[0]) or any(map(_SAMPLE_CELL.match, markers)):
        return RowKind.SAMPLE
    required = form.required & headings.columns.keys()
    sparse = len(required & set(fields)) * 2 < len(required) and len(fields) <= 4
    if sparse and _TOTAL.fullmatch(fold(name_of(cells[0]))):
        return RowKind.TOTAL
    if sparse and ((signed and len(cells) <= 2) or _is_signature(form, fields, cells)):
        return RowKind.SIGNATURE
    if not set(fields) - {"serial"} or (gap >= _GAP and len(cells) == 1):
        return RowKind.STRAY
    carried = any(column.carried for column in form.columns)
    return RowKind.PREFILLED if carried and set(fields) <= _PREFILLED else RowKind.RECORD


def _is_signature(form: Form, fields: Mapping[str, Raw], cells: Sequence[Raw]) -> bool:
    """Return whether a row is signed, to be signed, or holds nothing but a date where no date belongs.

    The label comes first in such a row: a record that has one of its words further on stays a record.
    """
    posts = {fold(name_of(fields[name])) for name in _POSTS if name in fields}
    texts = [fold(raw) for raw in cells[:1] if isinstance(raw, str)]
    if any(_SIGNATURE.fullmatch(text) or (_SIGNER.fullmatch(text) and text not in posts) for text in texts):
        return True
    dated = any(form.by_field[name].kind in _DATED for name in fields)
    return len(cells) == 1 and not dated and _is_date(cells[0])


def _is_date(raw: Raw) -> bool:
    if isinstance(raw, str):
        return bool(_UNDATED.fullmatch(fold(raw))) or isinstance(date_in_text(raw), date)
    return isinstance(raw, date)


def _is_number(raw: Raw) -> bool:
    """Return whether a serial cell holds no more than a number (or the formula that numbers the rows)."""
    return not isinstance(raw, str) or fold(raw).rstrip(".、").isdecimal()
