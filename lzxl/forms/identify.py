"""Which table a received workbook is: by its hidden identity, its head and its headings; none of the three alone decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lzxl.cells import Block, Book, Place
from lzxl.findings import Finding, Severity, rule
from lzxl.forms.characters import name_of
from lzxl.forms.form import Form
from lzxl.forms.head import label_count
from lzxl.forms.headings import DEEPEST, Headings, find_headings
from lzxl.forms.own_sheets import IDENTITY_SHEET, OWN_SHEETS
from lzxl.forms.registry import MASTER, ROSTER, TEMPLATES
from lzxl.forms.row_kinds import RowKind, kind_of_row, see
from lzxl.forms.values import is_blank
from lzxl.law.vocabulary import fold

IDENTITY_KEYS = ("form", "version", "unit", "year")
_LABELS_ENOUGH = 3

NOT_OURS = rule(
    "T101",
    Severity.ERROR,
    "二(二)",
    "不是本系统的表:没有模板标识,表头和栏目名称也都对不上",
    "请使用本社下发的模板填写;如果是其他材料,请另行报送。",
)
TWO_SHEETS = rule(
    "T102",
    Severity.ERROR,
    "二(二)",
    "工作表 {sheets} 都是《{form}》并且都有内容,无法判断以哪一张为准",
    "请把内容合到一张工作表,删去多余的再报送。",
)
TWO_FORMS = rule(
    "T103", Severity.ERROR, "二(二)", "一个工作簿里有不止一种表:{forms}", "一个文件只放一种表,请分开保存后重新报送。"
)
RENAMED = rule("T104", Severity.NOTE, "二(二)", "工作表“{sheet}”按《{form}》读取", "请保留模板的工作表名称“{form}”。")
OLDER = rule(
    "T105",
    Severity.WARNING,
    "二(二)",
    "用的是旧版模板(第 {value} 版,现行第 {version} 版),已按现行栏目读取",
    "请核对结果;下次请用最新下发的模板。",
)
NEWER = rule(
    "T106",
    Severity.WARNING,
    "二(二)",
    "用的模板(第 {value} 版)比本程序的(第 {version} 版)新,已按本程序的栏目读取",
    "请核对结果,并更新本程序。",
)
OTHER_IDENTITY = rule(
    "T107",
    Severity.WARNING,
    "二(二)",
    "模板标识写的是《{value}》,表头却是《{form}》,按表头读取",
    "请不要把一种表的内容粘贴到另一种表的模板里。",
)
EMPTY_COPY = rule(
    "T108", Severity.NOTE, "二(二)", "工作表“{sheet}”也是《{form}》但没有内容,已跳过", "请删去空白的工作表。"
)
OWN_FILE = rule("T109", Severity.ERROR, "二(二)", "这是{value},不是单位填报的表,没有读取", "请选单位填报的表;{why}。")
# The office's own workbooks: what they are called, their sheets, how many of those tell them for certain, and why they are not asked for.
_OWN_FILES = (
    ("汇总册", MASTER, 3, "汇总册由程序生成,不用报送,也不用校验"),
    ("名册", ROSTER, 2, "名册放在工作目录里即可,汇总时会一并检查"),
)


@dataclass(frozen=True)
class Identified:
    """The form that a workbook is, the sheet it stands on, and what its hidden identity claims (form, version, unit, year).

    ``headings``: where they were found, None where the sheet has none.
    """

    form: Form
    block: Block
    claims: Mapping[str, str] = field(default_factory=dict)
    headings: Headings | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    """A sheet whose headings fit a form; ``share`` of 1 is a perfect fit."""

    form: Form
    block: Block
    headings: Headings
    share: float
    filled: bool


def identify(book: Book, forms: Sequence[Form] = TEMPLATES) -> tuple[Identified | None, list[Finding]]:
    """Return what the workbook is and the findings of that; None: no workbook of ours (未读取)."""
    claims = hidden_identity(book)
    own = None if claims.get("form") else _own_file(book)
    if own:
        return None, [own]
    candidates = [block for block in book.blocks if fold(block.sheet) not in OWN_SHEETS]
    matches = [match for block in candidates if (match := _match(block, forms))]
    if not matches:
        return _without_headings(book, candidates, claims, forms)
    chosen, findings = _choose(matches)
    if fold(chosen.block.sheet) != fold(chosen.form.sheet):
        place = chosen.block.place()
        findings.append(RENAMED.at(place, chosen.block.sheet, sheet=chosen.block.sheet, form=chosen.form.sheet))
    findings += _judge_claims(chosen.form, chosen.block, claims)
    return Identified(chosen.form, chosen.block, claims, chosen.headings), findings


def _own_file(book: Book) -> Finding | None:
    """Return what to say of a workbook that the office itself keeps, None for any other."""
    sheets = {fold(block.sheet): block for block in book.blocks}
    for name, forms, enough, why in _OWN_FILES:
        named = [(form, sheets[fold(form.sheet)]) for form in forms if fold(form.sheet) in sheets]
        if len(named) >= enough and sum(find_headings(form, block) is not None for form, block in named) >= enough:
            return OWN_FILE.at(Place(book.file), name, why=why)
    return None


def hidden_identity(book: Book) -> dict[str, str]:
    """Return the hidden identity by key (form, version, unit, year): document properties, gaps filled from the sheet."""
    sheet = next((block for block in book.blocks if fold(block.sheet) == IDENTITY_SHEET), None)
    told = {name_of(row[0]).strip(): name_of(row[1]).strip() for row in sheet.rows if len(row) > 1} if sheet else {}
    claims = {}
    for key in IDENTITY_KEYS:
        claim = book.properties.get(f"lzxl.{key}", "").strip() or told.get(f"lzxl.{key}", "") or told.get(key, "")
        if claim:
            claims[key] = claim
    return claims


def find_sheet(book: Book, form: Form) -> Block | None:
    """Return the sheet of the roster or the master that holds ``form``: by name, else the one whose headings fit best.

    One that has the name of another sheet is that other one; where two fit as well, nobody knows which it is.
    """
    named = [block for block in book.blocks if fold(block.sheet) == fold(form.sheet)]
    if named:
        return named[0]
    others = {fold(other.sheet) for other in (*ROSTER, *MASTER)}
    matches = [_match(block, (form,)) for block in book.blocks if fold(block.sheet) not in others]
    fitting = sorted((one for one in matches if one and one.share > 0.6), key=lambda one: -one.share)
    sole = len(fitting) == 1 or (len(fitting) > 1 and fitting[0].share > fitting[1].share)
    return fitting[0].block if sole else None


def _match(block: Block, forms: Sequence[Form]) -> _Match | None:
    """Return the form that fits the headings of a sheet best, None where none has a third of its columns there."""
    fits = []
    sheet = fold(block.sheet)
    for form in sorted(forms, key=lambda form: fold(form.sheet) != sheet):
        headings = find_headings(form, block)
        if headings and len(headings.columns) * 3 >= len(form.columns):
            union = len(form.columns) + len(headings.unknown)
            fits.append((len(headings.columns) / union, fold(form.sheet) == sheet, form, headings))
            if fits[-1][:2] == (1, True):
                break  # none can fit better
    if not fits:
        return None
    share, _, form, headings = max(fits, key=lambda fit: fit[:2])
    return _Match(form, block, headings, share, _has_content(form, block, headings))


def _has_content(form: Form, block: Block, headings: Headings) -> bool:
    below = range(headings.bottom + 1, len(block.rows) + 1)
    kinds = (kind_of_row(form, headings, see(block, headings, row), 0, False) for row in below)
    return any(kind is RowKind.RECORD for kind in kinds)


def _choose(matches: Sequence[_Match]) -> tuple[_Match, list[Finding]]:
    """Return the sheet to read: the one with content; two with content are an error that names both."""
    filled = [match for match in matches if match.filled]
    chosen = min(filled or matches, key=lambda match: (fold(match.block.sheet) != fold(match.form.sheet), -match.share))
    findings = []
    same = [match for match in filled if match.form is chosen.form]
    if len(same) > 1:
        sheets = "、".join(f"“{match.block.sheet}”" for match in same)
        place = same[1].block.place()
        findings.append(TWO_SHEETS.at(place, same[1].block.sheet, sheets=sheets, form=chosen.form.name))
    others = {match.form.name: match for match in filled if match.form is not chosen.form}
    if others:
        forms = "、".join(f"《{name}》" for name in (chosen.form.name, *others))
        findings.append(TWO_FORMS.at(next(iter(others.values())).block.place(), forms=forms))
    findings += [
        EMPTY_COPY.at(match.block.place(), match.block.sheet, sheet=match.block.sheet, form=match.form.name)
        for match in matches
        if match.form is chosen.form and match is not chosen and not match.filled
    ]
    return chosen, findings


def _judge_claims(form: Form, block: Block, claims: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the hidden identity says otherwise about form and version."""
    claimed = claims.get("form", "")
    if claimed and fold(claimed) != fold(form.name):
        yield OTHER_IDENTITY.at(block.place(), claimed, form=form.name)
        return
    version = claims.get("version", "")
    if version.isdecimal() and int(version) != form.version:
        yield (OLDER if int(version) < form.version else NEWER).at(block.place(), version, version=form.version)


def _without_headings(
    book: Book, candidates: Sequence[Block], claims: Mapping[str, str], forms: Sequence[Form]
) -> tuple[Identified | None, list[Finding]]:
    """Fall back on hidden identity, then on the head; the parser will say that the headings are gone."""
    claimed = next((form for form in forms if fold(form.name) == fold(claims.get("form", ""))), None)
    if claimed and candidates:
        named = (block for block in candidates if fold(block.sheet) == fold(claimed.sheet))
        filled = (block for block in candidates if any(not is_blank(raw) for row in block.rows for raw in row))
        block = next(named, None) or next(filled, candidates[0])
        return Identified(claimed, block, claims), list(_judge_claims(claimed, block, claims))
    heads = [(label_count(form, block, DEEPEST), form, block) for block in candidates for form in forms]
    count, form, block = max(heads, key=lambda head: head[0], default=(0, forms[0], Block(book.file, "", ())))
    if count >= _LABELS_ENOUGH:
        return Identified(form, block, claims), []
    return None, [NOT_OURS.at(Block(book.file, "", ()).place())]
