"""Rows of the made-up office's commitment tables, by field as the templates take them 二(二)1-2."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lzxl.cells import Value
from lzxl.law.figures import default_figures
from lzxl.law.level import proposed
from lzxl.sample.people import Member, member, owing, words
from lzxl.sample.units import SAMPLE_UNITS, SampleUnit

Row = dict[str, Value | tuple[str, ...]]
CHARGES = ("", "财务和资产", "业务和项目", "监察和人事")  # what each leader looks after, by place


@cache
def _library() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads(files("lzxl.sample").joinpath("library.toml").read_text(encoding="utf-8"))


def _choices(part: str, role: str, start: int) -> Iterator[dict[str, Any]]:
    """Yield the points that a role may have, beginning at a place that differs from unit to unit."""
    fitting = [point for point in _library()[part] if role in point["roles"]]
    for step in range(len(fitting)):
        yield fitting[(start + step) % len(fitting)]


def _deadline(text: str, year: int) -> date | str:
    return date.fromisoformat(f"{year}-{text}") if text[0].isdigit() else text


def _risk(point: Mapping[str, Any], filling: Mapping[str, str], year: int) -> Row:
    """Return the fields that both tables share; the self-rated level follows the three criteria 二(三)2."""
    size, harm, frequency = point["rate"]
    return {
        "area": point["area"],
        "elements": tuple(point["elements"].split("、")),
        "source": point["source"],
        "text": point["text"].format(**filling),
        "ways": tuple(point["ways"].split("、")),
        "size": size,
        "harm": harm,
        "frequency": frequency,
        "self_level": proposed(size, harm, frequency, default_figures()).level,
        "measures": point["measures"],
        "deadline": _deadline(point["deadline"], year),
    }


def _number(home: SampleUnit) -> int:
    return list(SAMPLE_UNITS).index(home.id)


def position_rows(home: SampleUnit, year: int) -> list[Row]:
    """Return the unit's position table: two or three points for each person who owes one, no text twice in a unit."""
    rows: list[Row] = []
    used: set[str] = set()
    for person in owing(home):
        wanted = 3 if (_number(home) + person.place) % 2 else 2
        filling = words(home) | {"charge": CHARGES[person.place] if home.role == "leader" else ""}
        fresh = (
            p for p in _choices("position", person.post.role, _number(home) + person.place) if p["text"] not in used
        )
        for point, _ in zip(fresh, range(wanted), strict=False):
            if home.role != "leader":
                used.add(point["text"])
            rows.append(_person(person, year) | _risk(point, filling, year) | {"serial": len(rows) + 1})
    return rows


def _person(person: Member, year: int) -> Row:
    return {
        "person_id": person.id,
        "person_name": person.name,
        "post": person.post.name,
        "duties": person.duties,
        "responsible": person.name,
        "commitment_date": filled(person.home, year),
    }


def unit_rows(home: SampleUnit, year: int) -> list[Row]:
    """Return the unit's own commitment table: three powers, one risk point each."""
    return [
        {"serial": place, "power": point["power"], "basis": point["basis"]}
        | _risk(point, words(home), year)
        | {"responsible": member(home.id, place % 2).name}
        for place, point in enumerate(_choices("unit", home.role, _number(home)), 1)
    ]


def filled(home: SampleUnit, year: int) -> date:
    """Return the day on which the unit filled its tables (填表日期): before the deadline, not all on one day."""
    return date(year, 9, 1 + _number(home) % 18)


def head(home: SampleUnit, year: int) -> dict[str, Value]:
    """Return the head that every template has; the unit table's promise is made by the unit's head."""
    day = filled(home, year)
    return {
        "unit_name": home.name,
        "unit_id": home.id,
        "year": year,
        "filled": day,
        "promiser": member(home.id).name,
        "promised": day,
    }
