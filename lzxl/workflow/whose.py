"""Whose file it is that does not say so itself: by its own or its folder's name, else by who has mailed it."""

from lzxl.forms.addresses import addresses
from lzxl.register.coverage import unit_named_in
from lzxl.workflow.outcome import Outcome


def whose_file(file: str, outcome: Outcome) -> str:
    """Return the id of the unit that has sent a file, ``""`` where that is not clear."""
    roster = outcome.desk.roster
    named = unit_named_in(file, roster)
    if named:
        return named
    sender = next((one.sender.lower() for one in outcome.taken.received if one.file == file), "")
    units = [unit.id for unit in roster.units.values() if sender and sender in map(str.lower, addresses(unit.mail))]
    return units[0] if len(units) == 1 else ""
