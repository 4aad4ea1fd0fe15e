"""Letters to units put where people find them: each as Word document and PDF, as a draft, with what goes along."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lzxl.paper.markup import Part
from lzxl.workflow.bureau import Bureau, outgoing
from lzxl.workflow.outgoing import Written, write_outgoing

_NOTHING: Mapping[str, bytes] = {}


class Post(NamedTuple):
    """A letter to a unit (by id, ``""``: to nobody known), and the files that are mailed with it."""

    unit: str
    letter: list[Part]
    attached: Mapping[str, bytes] = _NOTHING


def post(
    bureau: Bureau,
    folder: str,
    kind: str,
    name: str,
    posts: Sequence[Post],
    *,
    pdf_mailed: bool = True,
    day: str = "",
    loose: Mapping[str, bytes] = _NOTHING,
) -> Written:
    """Make ``folder`` hold these letters, one sub-folder each (see ``write_outgoing``); ``name``: of each document.

    The PDF goes with the mail, whose text says the same where there is none, unless not ``pdf_mailed``: then it lies
    beside like the Word document. ``day``: the only day on which they are true.
    """
    roster = bureau.desk.roster
    papers = bureau.on_paper({f"{one.unit}/{name}": one.letter for one in posts})
    messages, beside = [], []
    for one in posts:
        pdf = {f"{name}.pdf": found} if (found := papers.get(f"{one.unit}/{name}.pdf")) else {}
        attached = {**one.attached, **(pdf if pdf_mailed else {})}
        messages.append(outgoing(kind, roster.units.get(one.unit), one.letter, attached)._replace(day=day))
        beside.append({f"{name}.docx": papers[f"{one.unit}/{name}.docx"], **({} if pdf_mailed else pdf)})
    return write_outgoing(bureau.desk.office, folder, messages, roster, bureau.sender, beside, loose)
