"""《科室、单位廉政风险和防控承诺表》 on paper: one A4 form for each unit 二(二)2."""

from collections.abc import Sequence
from dataclasses import dataclass

from lzxl.cells import Margins, Style
from lzxl.forms import paper_form
from lzxl.forms import paper_styles as looks
from lzxl.forms.paper_boxes import UNKNOWN, Box, Columns, commitment, review_boxes
from lzxl.forms.paper_page import Page, Paper
from lzxl.forms.paper_table import Field, PaperPoint
from lzxl.forms.paper_text import typeset
from lzxl.forms.unit import UNIT_TABLE
from lzxl.model import Roster, Unit

DESIGN = paper_form.Design(
    UNIT_TABLE.title,
    Paper(
        landscape=True,
        columns=(24, 62, 84, 66, 32, 126, 20, 20, 20, 32, 32, 128, 44, 60),
        room=492,
        margins=Margins(left=0.59, right=0.59, top=0.55, bottom=0.65),
    ),
    first=("序\n号", "职权名称", "行使依据"),
    box=Columns(first=1, label=2, signer=5, sign=11, last=14),
    pair=(Columns(1, 2, 3, 5, 7), Columns(8, 10, 11, 12, 14)),
)


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A unit with the risk points that it has found; ``points`` are all its own, in the register's order, at least one."""

    unit: Unit
    year: int
    points: tuple[PaperPoint, ...]


def pages(form: UnitForm, roster: Roster) -> list[Page]:
    """Return the pages of one unit's form."""
    content = paper_form.Content(
        whose=form.unit.name,
        year=form.year,
        particulars=_particulars(form, roster),
        rows=[(_first(number, one), one) for number, one in enumerate(form.points, 1)],
        boxes=_boxes(form, roster),
    )
    return paper_form.pages(DESIGN, content)


def _first(number: int, one: PaperPoint) -> tuple[tuple[str, Style], ...]:
    point = one.registered.point
    return (str(number), looks.MIDDLE), (point.power, looks.MIDDLE), (point.basis, looks.CELL)


def _particulars(form: UnitForm, roster: Roster) -> Sequence[Sequence[Field]]:
    """Return which unit it is, and its people in charge."""
    unit, label, value = form.unit, looks.LABEL, looks.VALUE
    return (
        (
            *(Field(1, 2, typeset("单位(科室)"), label), Field(3, 5, unit.name, value)),
            *(Field(6, 6, "单位编号", label), Field(7, 11, unit.id, value)),
            *(Field(12, 12, "年度", label), Field(13, 14, str(form.year), value)),
        ),
        (
            *(Field(1, 2, "单位类别", label), Field(3, 5, unit.kind.name, value)),
            *(Field(6, 6, "负责人", label), Field(7, 11, _name(unit.head, roster), value)),
            *(Field(12, 12, unit.kind.leader_title, label), Field(13, 14, _name(unit.leader, roster), value)),
        ),
    )


def _name(person: str, roster: Roster) -> str:
    return roster.people[person].name if person in roster.people else UNKNOWN


def _boxes(form: UnitForm, roster: Roster) -> Sequence[Box]:
    """Return the boxes of a unit's form 二(二)2."""
    signer = f"负责人:{_name(form.unit.head, roster)}"
    return [
        commitment("单位承诺", UNIT_TABLE.statement, signer, "负责人签字、单位盖章:"),
        *review_boxes(form.points[0].rating.reviewer, form.unit, roster, form.points),
    ]
