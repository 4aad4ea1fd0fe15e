"""《岗位廉政风险和自我防控承诺表》 on paper: one A4 form for each person 二(二)1."""

from collections.abc import Sequence
from dataclasses import dataclass

from lzxl.cells import Margins
from lzxl.forms import paper_form
from lzxl.forms import paper_styles as looks
from lzxl.forms.paper_boxes import Box, Columns, commitment, opinions, review_boxes
from lzxl.forms.paper_page import Page, Paper
from lzxl.forms.paper_table import Field, PaperPoint
from lzxl.forms.position import POSITION
from lzxl.model import Person, Roster, Unit

DESIGN = paper_form.Design(
    POSITION.title,
    Paper(
        landscape=False,
        columns=(22, 43, 31, 100, 19, 19, 19, 31, 31, 100, 40, 54),
        room=735,
        margins=Margins(left=0.59, right=0.59, top=0.6, bottom=0.7),
    ),
    first=("序\n号",),
    box=Columns(first=1, label=2, signer=4, sign=9, last=12),
)


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person with the risk points that he has found; ``points`` are all his, in the register's order, at least one."""

    person: Person
    unit: Unit
    year: int
    points: tuple[PaperPoint, ...]


def pages(form: PersonForm, roster: Roster) -> list[Page]:
    """Return the pages of one person's form."""
    person, unit = form.person, form.unit
    content = paper_form.Content(
        whose=f"{unit.short_name or unit.name}  {person.name}({person.id})",
        year=form.year,
        particulars=_particulars(form),
        rows=[(((str(number), looks.MIDDLE),), point) for number, point in enumerate(form.points, 1)],
        boxes=_boxes(form, roster),
    )
    return paper_form.pages(DESIGN, content)


def _particulars(form: PersonForm) -> Sequence[Sequence[Field]]:
    """Return who it is, and the duties of the post."""
    person, label, value = form.person, looks.LABEL, looks.VALUE
    points = [one.registered.point for one in form.points]
    duties = "\n".join(dict.fromkeys(point.duties for point in points if point.duties))
    return (
        (
            *(Field(1, 2, "姓名", label), Field(3, 4, person.name, value)),
            *(Field(5, 7, "人员编号", label), Field(8, 10, person.id, value)),
            *(Field(11, 11, "年度", label), Field(12, 12, str(form.year), value)),
        ),
        (
            *(Field(1, 2, "单位", label), Field(3, 4, form.unit.name, value)),
            *(Field(5, 7, "职务", label), Field(8, 12, person.post or points[0].post, value)),
        ),
        (Field(1, 2, "岗位职责", label), Field(3, 12, duties, looks.LONG_VALUE)),
    )


def _boxes(form: PersonForm, roster: Roster) -> Sequence[Box]:
    """Return the boxes that this person's chain of review has 二(二)1."""
    rating = form.points[0].rating
    appraised = opinions(form.points, lambda one: one.registered.point.appraisal)
    appraisal = Box("评定意见", appraised, f"单位负责人:{rating.appraiser}", "评定人签字、盖章:")
    return [
        commitment("本人承诺", POSITION.statement, "", "承诺人签名:"),
        *([appraisal] if rating.appraiser else []),
        *review_boxes(rating.reviewer, form.unit, roster, form.points),
    ]
