"""The cover of a distribution (下发通知) 二(二), under 往来/下发: what is to be filled in by when, with the tables in an unsent mail."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from lzxl.findings import Finding
from lzxl.forms.ledger import LEDGER
from lzxl.forms.paper_text import typeset
from lzxl.forms.position import POSITION
from lzxl.forms.unit import UNIT_TABLE
from lzxl.law.schedule import FLOW_CHART, deadline
from lzxl.model import Unit
from lzxl.workflow.bureau import Bureau
from lzxl.workflow.desk import Desk
from lzxl.workflow.posting import Post, post
from lzxl.workflow.remind import CLAUSES

KIND, FOLDER = "下发", "往来/下发"
_LETTER = "下发通知"


def cover(desk: Desk, tables: Sequence[Path], folders: Mapping[str, str]) -> tuple[list[Finding], str]:
    """Write a cover for each unit with its own ``tables`` (as handed out; ``folders`` by unit); the lock is held.

    Return what is to be told, and a sentence.
    """
    bureau = Bureau(desk, KIND)
    files: dict[str, dict[str, bytes]] = {unit: {} for unit in folders}
    of_folder = {folder: unit for unit, folder in folders.items()}
    for path in tables:
        files[of_folder[path.parent.name]][path.name] = path.read_bytes()
    units = desk.roster.units
    posts = [
        Post(unit, bureau.write(_LETTER, _values(units[unit], desk, list(own)), *own.values()), own)
        for unit, own in files.items()
    ]
    written = post(bureau, FOLDER, KIND, _LETTER, posts)
    bureau.close()
    return written.findings, f"下发通知和邮件草稿在“{FOLDER}”目录里。{bureau.no_pdf}"


def _values(unit: Unit, desk: Desk, files: Sequence[str]) -> dict[str, object]:
    people = sum(one.unit == unit.id and one.rank.owes_position_table for one in desk.roster.people.values())
    owed = {
        POSITION.name: people,
        UNIT_TABLE.name: int(unit.kind.owes_unit_table),
        FLOW_CHART: int(unit.kind.owes_unit_table),
        LEDGER.name: int(bool(desk.figures.get("单位报送台账"))),
    }
    rows: list[dict[str, Any]] = [
        {
            "表种": table,
            "应报": number,
            "截止": deadline(table, desk.year, desk.figures),
            "条款": typeset(CLAUSES[table]),
        }
        for table, number in owed.items()
        if number
    ]
    late = any(row["截止"] and row["截止"] < desk.today for row in rows)
    return {"单位": unit.name, "材料": rows, "有过期": late, "附件": [PurePosixPath(name).stem for name in files]}
