"""What the roster workbook came to the last time, so that a run need not read it again while it is the same.

That depends on the file's bytes and name and on the program, which make the key. Of a workbook with a password nothing is
kept: its content would lie beside it in the clear. ``lzxl verify``, and whatever does not run the line, knows nothing of this.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from lzxl.examine.brief import plain_roster, roster_of
from lzxl.examine.sealed import Unsealer, seal
from lzxl.excel.wire import pack, receive, send, unpack
from lzxl.law.figures import Setting
from lzxl.office.archive import sha256_of
from lzxl.office.cache import Cache
from lzxl.office.paths import Office
from lzxl.workflow.desk import RosterRead
from lzxl.workflow.last_run import BY_CHANCE
from lzxl.workflow.remembered import digest, program

_PACKAGE = b"PK"  # how a workbook begins that anybody can open; one with a password is no package


class KnownRosters:
    """What an office's roster workbook came to, as it was read last."""

    def __init__(self, office: Office) -> None:
        self._cache = Cache(office.cache / "名册")

    def of(self, data: bytes, file: str, read: Callable[[bytes, str], RosterRead]) -> RosterRead:
        """Return what a roster workbook comes to; it is left to ``read``, which may raise, where that is not known."""
        key, plain = digest([program(), file, sha256_of(data)]), data.startswith(_PACKAGE)
        kept = self._cache.get(key) if plain else None
        if kept is not None:
            return _opened(kept)
        self._cache.forget_others()  # now: a roster that has got a password may not be read at all
        found = read(data, file)
        if plain and not any(finding.code in BY_CHANCE for finding in found[2]):
            self._cache.put(key, _packed(found))
        return found


def _packed(found: RosterRead) -> bytes:
    roster, settings, findings = found
    content = BytesIO()
    send(content, pack([plain_roster(roster), settings]), seal(None, findings))
    return content.getvalue()


def _opened(kept: bytes) -> RosterRead:
    content = BytesIO(kept)
    roster, settings = unpack(receive(content))
    findings = Unsealer().open(receive(content), datetime.min)[1]
    return roster_of(roster), [Setting(*row) for row in settings], findings
