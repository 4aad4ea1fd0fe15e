"""Facts of letters in the journal: the day of a letter, the number of an issued notice."""

from datetime import date

from lzxl.register.documents import Issued, document_event, documents, draft_number, next_number
from lzxl.register.letter_days import letter_days, letters_event


def test_a_letter_keeps_its_first_day() -> None:
    events = [letters_event(date(2026, 9, 1), {"b", "a"}), letters_event(date(2026, 9, 9), {"a", "c"})]
    assert events[0].data["letters"] == ["a", "b"]
    assert letter_days(events) == {"a": date(2026, 9, 1), "b": date(2026, 9, 1), "c": date(2026, 9, 9)}


def test_numbers_are_counted_by_year_under_whatever_code_and_never_given_twice() -> None:
    given: dict[str, str] = {}
    for notice, code, year in (("甲", "廉防办", 2026), ("乙", "新代字", 2026), ("丙", "新代字", 2027)):
        given[notice] = next_number(code, year, given)
    assert list(given.values()) == ["廉防办〔2026〕1号", "新代字〔2026〕2号", "新代字〔2027〕1号"]
    events = [document_event(notice, Issued(number, "", "")) for notice, number in given.items()]
    assert documents([*events, document_event("甲", Issued("廉防办〔2026〕9号", "", ""))]) == given
    assert draft_number("廉防办", 2026) == "廉防办〔2026〕\u3000号"
