"""The sender's address against the unit on the workbook: a warning, a note on the mail, or nothing."""

from dataclasses import replace
from datetime import datetime

import pytest
from made_books import ROSTER

from lzxl.checks.senders import check_senders
from lzxl.model import Roster, Submission

FIRST, SECOND, *_ = (unit for unit in ROSTER.units.values())
PERSON = next(person for person in ROSTER.people.values() if person.unit == SECOND.id)
FILE = "信.eml/材料.zip/表.xlsx"


def roster(
    first: str = "one@example.com、spare@example.com", second: str = "two@example.com", person: str = ""
) -> Roster:
    units = {**ROSTER.units, FIRST.id: replace(FIRST, mail=first), SECOND.id: replace(SECOND, mail=second)}
    people = {**ROSTER.people, PERSON.id: replace(PERSON, mail=person)}
    return replace(ROSTER, units=units, people=people)


def submission(unit: str = FIRST.id) -> Submission:
    return Submission(file=FILE, sha256="a", table="", unit=unit, year=2026, filled=None, received=datetime(2026, 9, 1))


def told(sender: str, given: Roster, unit: str = FIRST.id, own: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(f.code, f.place.file) for f in check_senders({FILE: sender}, [submission(unit)], given, own)]


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("one@example.com", []),
        ("spare@example.com", []),
        ("two@example.com", [("X170", FILE)]),
        ("person@example.com", [("X170", FILE)]),
        ("other@example.com", [("X171", "信.eml")]),
        ("", []),
    ],
)
def test_what_a_sender_says(sender: str, expected: list[tuple[str, str]]) -> None:
    assert told(sender, roster(person="Person@example.com")) == expected


def test_a_units_own_people_may_send_for_it() -> None:
    assert told("person@example.com", roster(person="person@example.com"), SECOND.id) == []


def test_of_a_unit_without_an_address_nobody_is_unknown() -> None:
    assert told("other@example.com", roster(first="")) == []
    assert told("other@example.com", roster(first="见通讯录")) == []


def test_one_address_of_two_units_is_both() -> None:
    assert told("one@example.com", roster(second="one@example.com"), SECOND.id) == []


def test_the_offices_own_mailbox_passes_on_what_others_sent() -> None:
    assert told("two@example.com", roster(), own=("Two@example.com",)) == []


def test_the_message_names_both_units() -> None:
    (finding,) = check_senders({FILE: "two@example.com"}, [submission()], roster())
    assert FIRST.name in finding.message
    assert SECOND.name in finding.message
    assert finding.severity.value == "警告"
