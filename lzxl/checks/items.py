"""Standard items of the ledger (扣分项目) 二(五): a code of the office's catalogue, and its points."""

from lzxl.cells import Place
from lzxl.checks.units import near
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import name_of
from lzxl.forms.parse import TableRow
from lzxl.forms.records import points, text
from lzxl.law.figures import CatalogueItem, Figures
from lzxl.law.vocabulary import fold
from lzxl.law.warning import DEDUCTION

UNKNOWN = rule(
    "K120", Severity.ERROR, "二(五)", "没有“{value}”这个扣分项目", "请填参数表里的项目代码{near};没有对应项目的请留空。"
)
UNDERSTOOD = rule("K121", Severity.NOTE, "二(五)", "扣分项目“{value}”按代码“{code}”读取", "只填代码“{code}”即可。")
OTHER_POINTS = rule(
    "K122",
    Severity.WARNING,
    "二(五)",
    "扣分 {value} 与项目 {code}“{name}”的标准 {standard} 分不同,备注没有说明",
    "请按标准扣分,或在备注里说明原因。",
)


def resolve_item(row: TableRow, figures: Figures) -> tuple[str, list[Finding]]:
    """Return the code of the item that a ledger row names (``""`` where none), and what is wrong with it or its points."""
    word = text(row, "item")
    if not word:
        return "", []
    place = row.places["item"]
    item = find_item(word, figures)
    if item is None:
        return "", [UNKNOWN.at(place, name_of(row.raw["item"]), near=near(word, list(figures.items)))]
    findings = [] if word == item.code else [UNDERSTOOD.at(place, name_of(row.raw["item"]), code=item.code)]
    return item.code, [*findings, *_other_points(row, item)]


def find_item(word: str, figures: Figures) -> CatalogueItem | None:
    """Return the item by its code, its name, or code and name together; upper and lower case of a code are one."""
    for item in figures.items.values():
        name = fold(item.name)
        known = {fold(item.code).casefold(), name.casefold(), fold(item.code + item.name).casefold()}
        if fold(word).casefold() in known:
            return item
    return None


def _other_points(row: TableRow, item: CatalogueItem) -> list[Finding]:
    found = points(row, "points")
    if found is None or text(row, "record_type") != DEDUCTION or found == item.points or text(row, "remark"):
        return []
    place: Place = row.places.get("points", row.places["item"])
    shown, standard = name_of(row.raw.get("points")), f"{item.points.normalize():f}"
    return [OTHER_POINTS.at(place, shown, code=item.code, name=item.name, standard=standard)]
