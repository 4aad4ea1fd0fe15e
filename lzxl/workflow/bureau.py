"""The office's writing desk: a letter by its kind, as .docx and PDF, with what every letter says of the office."""

from collections.abc import Mapping
from typing import cast

from lzxl.forms.addresses import addresses
from lzxl.law.figures import Figures
from lzxl.mail.outgoing import Attachment, Outgoing, Sender
from lzxl.model import Roster, Unit
from lzxl.office.archive import sha256_of
from lzxl.office.cache import Cache
from lzxl.office.errors import OfficeError
from lzxl.office.journal import Journal
from lzxl.paper.docx import docx_of
from lzxl.paper.letters import Letters, own_sources
from lzxl.paper.markup import Part, as_text, title_of
from lzxl.paper.pdf import to_pdf
from lzxl.register.letter_days import letter_days, letters_event
from lzxl.workflow.desk import Desk
from lzxl.workflow.remembered import digest
from lzxl.workflow.renewed import renew

OWN_LETTERS, SAMPLES = "信函", "信函/样本"
NOBODY = "单位不明"


class Bureau:
    """Writes letters for one run of a verb (``task`` names it); PDFs of letters that have not changed are remembered.

    ``no_pdf``: why there are no PDFs, ``""`` while there are.
    """

    def __init__(self, desk: Desk, task: str) -> None:
        self.desk = desk
        self.no_pdf = ""
        self._letters = Letters(desk.office.root / OWN_LETTERS)
        self._days = letter_days(_journal(desk).events)
        self._new: set[str] = set()
        self._pdfs = Cache(desk.office.cache / "信函" / task)

    @property
    def sender(self) -> Sender:
        """Who sends."""
        return Sender(self.desk.figures.office_name)

    def write(self, kind: str, values: Mapping[str, object], *files: bytes) -> list[Part]:
        """Return a letter; ``values`` are added to what every letter says, ``files`` go with it.

        The same letter, with the same files, keeps the day on which it was first written.
        """
        undated = self._letters.letter(kind, {**self._common(), **values, "今天": None})
        mark = digest([kind, repr(undated), *map(sha256_of, files)])
        if mark not in self._days:
            self._days[mark] = self.desk.today
            self._new.add(mark)
        return self._letters.letter(kind, {**self._common(), **values, "今天": self._days[mark]})

    def write_anew(self, kind: str, values: Mapping[str, object]) -> list[Part]:
        """Return a letter that is of today whatever it says (a reminder)."""
        return self._letters.letter(kind, {**self._common(), **values})

    def page(self, kind: str, values: Mapping[str, object]) -> str:
        """Return a page of HTML."""
        return self._letters.page(kind, {**self._common(), **values})

    def _common(self) -> dict[str, object]:
        figures, office = self.desk.figures, self.desk.figures.office_name
        return {
            "本社": office,
            "落款": setting(figures, "发文落款"),
            "年度": self.desk.year,
            "依据": setting(figures, "依据文号"),
            "今天": self.desk.today,
            "电话": setting(figures, "联系电话"),
        }

    def on_paper(self, letters: Mapping[str, list[Part]]) -> dict[str, bytes]:
        """Return each letter by its name as .docx and, where LibreOffice is there, as .pdf."""
        documents = {name: docx_of(parts, self.desk.figures.office_name) for name, parts in letters.items()}
        pdfs = self.as_pdf(documents)
        return {f"{name}.docx": data for name, data in documents.items()} | pdfs

    def as_pdf(self, documents: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return documents (.docx by name) as .pdf where LibreOffice is there, else nothing."""
        keys = {name: sha256_of(data) for name, data in documents.items()}
        known = {name: pdf for name, key in keys.items() if (pdf := self._pdfs.get(key))}
        try:
            made = to_pdf({name: data for name, data in documents.items() if name not in known}, suffix=".docx")
        except OfficeError as refusal:
            self.no_pdf = str(refusal)
            return {}
        for name, pdf in made.items():
            self._pdfs.put(keys[name], pdf)
        return {f"{name}.pdf": {**known, **made}[name] for name in documents}

    def close(self) -> None:
        """Forget the PDFs that were not needed, note the days; put samples of all letters where the office finds them."""
        self._pdfs.forget_others()
        if self._new:
            _journal(self.desk).append([letters_event(self.desk.today, self._new)])
        renew(self.desk.office, SAMPLES, own_sources())


def _journal(desk: Desk) -> Journal:
    return Journal.load(desk.office.journal, desk.office.head)


def setting(figures: Figures, name: str) -> str:
    """Return a setting that is a text."""
    return cast(str, figures.get(name) or "")


def outgoing(
    kind: str, unit: Unit | None, parts: list[Part], attachments: Mapping[str, bytes], about: str = ""
) -> Outgoing:
    """Return a letter as a message to a unit, to nobody known where there is none; ``about``: see :class:`Outgoing`."""
    return Outgoing(
        kind,
        unit.id if unit else NOBODY,
        addresses(unit.mail) if unit else (),
        title_of(parts),
        as_text(parts),
        tuple(Attachment(name, data) for name, data in attachments.items()),
        about,
    )


def name_of(roster: Roster, unit: str) -> str:
    """Return a unit's name as a letter addresses it."""
    return roster.units[unit].name if unit in roster.units else NOBODY
