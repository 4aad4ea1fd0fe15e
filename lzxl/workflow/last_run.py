"""What the last run said: a run on exactly what that one had would say the same and write nothing, and need not be made.

What it had is told by the journal's last hash and the bytes of all else; where anything differs, or may have failed by
chance, the run is made; always so where passwords are set: what it had includes them, and even a hash of them, beside the
workbooks that they open, could be guessed. ``lzxl verify`` knows nothing of this.
"""

from dataclasses import fields
from datetime import date, datetime
from io import BytesIO
from typing import Any

from lzxl.examine.pool import CHANGING, VANISHED
from lzxl.examine.sealed import Unsealer, seal
from lzxl.excel.passwords import office_passwords
from lzxl.excel.rules import READING_DIED, READING_ENDED, TOO_LARGE
from lzxl.excel.wire import pack, receive, send, unpack
from lzxl.intake.collect import NO_FOLDER
from lzxl.model import FileStatus, Receipt
from lzxl.office.archive import Archive, hash_of
from lzxl.office.cache import Cache
from lzxl.office.paths import Office
from lzxl.report import Report
from lzxl.workflow.receive import Came
from lzxl.workflow.remembered import digest, program

# Codes of what may have failed by chance, and go otherwise the next time.
BY_CHANCE = frozenset(one.code for one in (NO_FOLDER, VANISHED, CHANGING, READING_ENDED, READING_DIED, TOO_LARGE))
_RECEIPT = [field.name for field in fields(Receipt)]


def _basis(roster: str, came: Came) -> str:
    """Return a hash over all that a run looks at besides the journal and the master, which that describes."""
    received, told = came
    return digest([roster, *map(repr, received), "", *map(repr, told)])


class LastRun:
    """What ``lzxl consolidate`` said, called with this year and day, at one state of the journal (``head``: its last hash)."""

    def __init__(self, office: Office, *, year: int | None, today: date) -> None:
        self._office, self._called = office, [program(), str(year), str(today)]
        self._secretive = bool(office_passwords())
        self._cache = Cache(office.cache / "上次汇总")

    def may_stand(self, head: str) -> bool:
        """Return whether anything was kept at that state: only then is it worth to look on."""
        return not self._secretive and self._cache.has(self._key(head))

    def said(self, head: str, master: str, came: Came) -> Report | None:
        """Return what was said where nothing has changed since, else None; ``master``: its hash as it was last written."""
        kept = self._cache.get(self._key(head)) if self.may_stand(head) else None
        try:
            if kept is None or hash_of(self._office.master) != master:
                return None
            content = BytesIO(kept)
            if receive(content).decode() != _basis(hash_of(self._office.roster), came) or not self._archived(came):
                return None
        except OSError:  # the roster or the master is gone, or cannot be opened: the run tells of it
            return None
        return self._report(unpack(receive(content)), receive(content))

    def keep(self, head: str, roster: str, came: Came, report: Report) -> None:
        """Keep what a run said that left the journal at that state, but not what might go otherwise the next time.

        ``roster``: the hash of the roster workbook as the run has read it; somebody may have saved another since.
        """
        if self._secretive or any(finding.code in BY_CHANCE for finding in report.findings):
            return
        receipts = [[getattr(one, name) for name in _RECEIPT] for one in report.receipts]
        plain = pack([report.sentence, dict(report.unit_names), receipts])
        content = BytesIO()
        send(content, _basis(roster, came).encode(), plain, seal(None, report.findings))
        self._cache.put(self._key(head), content.getvalue())
        self._cache.forget_others()

    def _key(self, head: str) -> str:
        return digest([*self._called, head])

    def _archived(self, came: Came) -> bool:
        archive = Archive(self._office.originals)
        return all(archive.holds(one.sha256) for one in came[0] if one.sha256)

    def _report(self, plain: list[Any], findings: bytes) -> Report:
        sentence, unit_names, rows = plain
        receipts = [dict(zip(_RECEIPT, row, strict=True)) for row in rows]
        return Report(
            sentence,
            [Receipt(**{**one, "status": FileStatus(one["status"])}) for one in receipts],
            Unsealer().open(findings, datetime.min)[1],
            written=(self._office.master,),
            unit_names=unit_names,
        )
