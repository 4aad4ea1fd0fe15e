"""A marked cell has the colour of its finding, also where it is empty and another rule shows what is still missing."""

from lzxl.cells import Area, Place
from lzxl.findings import Severity
from lzxl.forms import styles
from lzxl.forms.cell_rules import EMPTY
from lzxl.forms.layout import column_number
from lzxl.forms.position import POSITION
from lzxl.forms.template import first_row, template

CELL = (first_row(POSITION), column_number(POSITION, "text"))


def test_the_colour_of_a_finding_goes_before_that_of_a_missing_value() -> None:
    finding = EMPTY.at(Place(), heading="风险点", prompt="")
    sheet = template(POSITION, rows=[{"person_name": "张样例"}], marks=[(CELL, finding)]).sheets[1]
    fill = styles.SEVERITY[Severity.ERROR].fill
    assert sheet.styles[CELL].fill == fill
    here = [rule for rule in sheet.colours if _covers(rule.area, *CELL)]
    assert [rule.style.fill for rule in here][:2] == [fill, styles.MISSING.fill]
    assert here[0].formula == f'{Place("", "", *CELL).address}=""'


def _covers(area: Area, row: int, column: int) -> bool:
    return area.top <= row <= area.bottom and area.left <= column <= area.right
