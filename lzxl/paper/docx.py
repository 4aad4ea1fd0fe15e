"""A letter as a Word document that looks like Chinese office paper (GB/T 9704); the same parts give the same bytes.

python-docx, not docxtpl: the wording stands in plain text that an office can edit and compare, and no logic hides inside
a binary file.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lzxl.forms.paper_text import typeset
from lzxl.paper import docx_styles as looks
from lzxl.paper.docx_fit import spacing_of, with_signature
from lzxl.paper.docx_tables import add_bar, add_table
from lzxl.paper.markup import Kind, Part, title_of

if TYPE_CHECKING:
    from docx.document import Document

_CREATED = datetime(2011, 8, 17)
_ZIPPED = (2011, 8, 17, 0, 0, 0)
_KEPT = frozenset(
    {
        "Normal",
        "Default Paragraph Font",
        "Normal Table",
        "Table Grid",
        "No List",
        "Header",
        "Footer",
        "Header Char",
        "Footer Char",
    }
)  # styles of python-docx's own blank document
_DROPPED = ("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering")  # parts of it that say nothing of ours
_CUT = typeset("(以下由受送达人填写,裁下交回)")


def docx_of(found: Sequence[Part], office: str) -> bytes:
    """Return a letter as .docx; ``office`` is named as its author."""
    import docx
    from docx.shared import Pt

    document = docx.Document(BytesIO(_blank()))
    _describe(document, title_of(found), office)
    spacing, signed = spacing_of(found), _signed(found)
    looks.set_spacing(document, *spacing)
    together = with_signature(found, signed)
    for at, part in enumerate(found):
        _add(document, part)
        form = document.paragraphs[-1].paragraph_format
        if _apart(found[at - 1].kind if at else part.kind, part.kind):
            form.space_before = Pt(spacing.line)
        if at in together:  # who signs does not stand on a page of its own
            form.keep_with_next = form.keep_together = True
        if part.kind is Kind.TEXT and found[at + 1 : at + 2] and found[at + 1].kind is Kind.TABLE:
            form.keep_with_next = True  # nor does what leads to a table stand alone
    if found and found[-1].kind in (Kind.TABLE, Kind.BAR):
        document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)  # what must stand below a table makes no new page
    stream = BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


@cache
def _blank() -> bytes:
    """Return an empty letter: page and styles of ours, and none of the many others that no letter uses."""
    import docx

    document = docx.Document()
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()
    for holder in (document.part, document.part.package):
        for key in [key for key, one in holder.rels.items() if one.reltype.endswith(_DROPPED)]:
            del holder.rels[key]
    looks.set_page(document)
    looks.add_styles(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _apart(before: Kind, kind: Kind) -> bool:
    """Whether a blank line stands between two parts: above who signs, and below where a heading follows."""
    return (before is not Kind.RIGHT and kind is Kind.RIGHT) or (before is Kind.RIGHT and kind is Kind.HEADING)


def _signed(found: Sequence[Part]) -> int:
    """Return which part is the first line of who signs, behind all where nobody does."""
    return next((at for at, part in enumerate(found) if part.kind is Kind.RIGHT), len(found))


def _add(document: "Document", part: Part) -> None:
    from docx.enum.text import WD_BREAK

    match part.kind:
        case Kind.TABLE:
            add_table(document, part.rows)
        case Kind.BAR:
            add_bar(document, part.text)
        case Kind.PAGE:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Kind.CUT:
            document.add_paragraph(_CUT, looks.CUT)
        case _:
            document.add_paragraph(part.text, looks.STYLES[part.kind])


def _describe(document: "Document", title: str, office: str) -> None:
    about: Any = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, office, office, ""
    about.created = about.modified = _CREATED
    about.language, about.revision = "zh-CN", 1


def _same_bytes(package: bytes) -> bytes:
    """Return the package with its parts in order and the clock left out."""
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _ZIPPED)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return stream.getvalue()
