"""The master (汇总册) as a whole: 总览 and one sheet for each declaration, in the order of the contract."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from lzxl.cells import Sheet, WorkbookOut
from lzxl.forms import layout
from lzxl.forms.form import Form
from lzxl.forms.master_intake import VOID
from lzxl.forms.master_layout import sheet
from lzxl.forms.master_links import Row
from lzxl.forms.overview import Numbers, overview
from lzxl.forms.registry import MASTER


@dataclass(frozen=True)
class MasterContent:
    """All that the master shows: ``rows`` by sheet name, each row by field; sheets without rows may be left out.

    ``links``: for a text of a column 文件, the path from the master's folder that it leads to. ``notes``: a sentence
    below a sheet's title, by sheet name.
    """

    numbers: Numbers
    rows: Mapping[str, Collection[Row]]
    links: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


LAYOUT = "lzxl.layout"  # the document property that tells how 总览 is laid out


def layout_of(sheet: Sheet) -> str:
    """Return what tells one lay-out of a sheet from another, whatever its values: where cells, charts and colours are."""
    parts = (sorted(sheet.styles), sheet.merges, sorted(sheet.widths.items()), sorted(sheet.heights.items()))
    charts = [(chart.area, [(one.categories, one.values) for one in chart.series]) for chart in sheet.charts]
    return sha256(repr((parts, charts, [scale.area for scale in sheet.scales])).encode()).hexdigest()[:16]


def master(content: MasterContent, forms: Sequence[Form] = MASTER) -> WorkbookOut:
    """Return the master's workbook 二(三)3; 已失效记录 is there only where it has rows."""
    shown = [form for form in forms if form is not VOID or content.rows.get(form.sheet)]
    office, year = content.numbers.office, content.numbers.year
    sheets = [
        sheet(
            form,
            content.rows.get(form.sheet, ()),
            note=content.notes.get(form.sheet, ""),
            office=f"{office} {year} 年度",
            links=content.links,
        )
        for form in shown
    ]
    counts = {form.sheet: len(content.rows.get(form.sheet, ())) for form in shown}
    first = overview(content.numbers, counts)
    return WorkbookOut(
        [first, *sheets],
        lists=layout.lists_of(column for form in shown for column in form.office_columns),
        properties={LAYOUT: layout_of(first)},
        title=f"{office} {year} 年度廉政风险防控汇总册",
    )
