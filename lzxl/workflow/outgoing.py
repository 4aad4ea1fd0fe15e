"""Messages to units, written where people find them: one sub-folder a unit with the draft, the text, the attachments."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lzxl.findings import Finding
from lzxl.mail.draft import DRAFT
from lzxl.mail.draft import folder as folder_of
from lzxl.mail.outgoing import Outgoing, Sender
from lzxl.model import Roster
from lzxl.office.names import safe_name
from lzxl.office.paths import Office
from lzxl.workflow.renewed import renew

_NOTHING: Mapping[str, bytes] = {}


class Written(NamedTuple):
    """The sub-folders that hold the messages, in the order of the messages, and what is to be told."""

    folders: list[Path]
    findings: list[Finding]


def write_outgoing(
    office: Office,
    folder: str,
    messages: Sequence[Outgoing],
    roster: Roster,
    sender: Sender,
    beside: Sequence[Mapping[str, bytes]] = (),
    loose: Mapping[str, bytes] = _NOTHING,
) -> Written:
    """Make ``folder`` (退回, 往来/催报 …) hold exactly these messages, one sub-folder each; the run lock is held.

    Several messages to one unit (of different kinds, or one after the other) get sub-folders of their own. What an
    earlier run wrote there and is no longer needed goes away; what somebody has edited is never lost (see ``renew``).
    ``beside``: for each message further files in its sub-folder, which are not mailed. ``loose``: files in ``folder`` itself.
    A message to no unit of the roster has no draft.
    """
    files: dict[str, bytes] = dict(loose)
    names: list[str] = []
    for message, more in zip(messages, beside or [_NOTHING] * len(messages), strict=True):
        names.append(safe_name(f"{message.unit} {_name(message, roster)}".strip(), names))
        own = {**more, **folder_of(message, sender)}
        known = message.unit in roster.units  # to nobody known there is nothing to send
        files |= {f"{names[-1]}/{name}": data for name, data in own.items() if known or name != DRAFT}
    findings = renew(office, folder, files)
    return Written([office.root / folder / name for name in names], findings)


def _name(message: Outgoing, roster: Roster) -> str:
    unit = roster.units.get(message.unit)
    return unit.name if unit else ""


def belongs(sub_folder: str, unit: str) -> bool:
    """Whether a sub-folder of that name is the one of the unit with that id."""
    own = safe_name(unit)
    return sub_folder == own or sub_folder.startswith(f"{own} ")
