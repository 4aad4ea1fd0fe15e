"""Our VBA, run by LibreOffice with stand-ins for xlwings and Windows: guards, the call, the one exit.

Not shown here: the status bar (LibreOffice without a window has none), a chart sheet (Calc has none), and Excel itself.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from stub_office import PYTHON, standing_in

from lzxl.calc.profile import write_profile
from lzxl.ribbon.buttons import buttons
from lzxl.ribbon.sources import messages

pytestmark = pytest.mark.office

HERE = Path(__file__).parent
TEXTS = messages()
RESTORED = "False/True/True"  # not busy, the usual cursor, buttons enabled
AT_WORK = "True/True/False"  # busy, the wait cursor, buttons greyed out
EVIL = "consolidate'); import os; os.system('calc"


def call(button: str) -> str:
    return f"import lzxl.addin; lzxl.addin.main('{button}')|"


def said(key: str) -> str:
    return f"{TEXTS['title']}/{TEXTS[key]}|"


def workbook(path: Path, hidden: str = "") -> str:
    """Write a workbook, with a very hidden sheet of that name, and return its path."""
    book = Workbook()
    if hidden:
        book.create_sheet(hidden).sheet_state = "veryHidden"
    book.save(path)
    return str(path)


@pytest.fixture(scope="module")
def told(addin: bytes, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, str]]:
    """What each click led to, all from one start of LibreOffice."""
    home = tmp_path_factory.mktemp("clicks")
    (home / "twin.xlam").write_bytes(standing_in(addin))
    good, python = workbook(home / "a=b 销售.xlsx"), f"|{PYTHON}|"
    clicks = {f"button {one.id}": (good, [one.id, "", python]) for one in buttons()}
    clicks |= {
        "unknown": (good, ["rollup", "", python]),
        "evil": (good, [EVIL, "", python]),
        "the add-in itself": (None, ["consolidate", "", python]),
        "no python": (good, ["consolidate", "", ""]),
        "raises": (good, ["consolidate", "raise", python]),
        "fails": (good, ["consolidate", "minus one", python]),
        "again while it runs": (good, ["consolidate", "click again", python]),
        "afterwards": (good, ["consolidate", "", python]),
        "no pointer to the ribbon": (good, ["consolidate", "no ribbon", python]),
        "settings": (workbook(home / "settings.xlsx", "LZXL.conf"), ["consolidate", "", python]),
        "code": (workbook(home / "code.xlsx", "re.PY"), ["consolidate", "", python]),
        "file beside": (good, ["consolidate", "", f"{python}{home / 'lzxl.conf'}|"]),
        "semicolon": (workbook(home / "a;b.xlsx"), ["consolidate", "", python]),
    }
    office = shutil.which("soffice") or pytest.fail("缺少 LibreOffice,请运行 make test (LibreOffice is missing)")
    write_profile(home / "profile")
    job = {
        "soffice": office,
        "profile": str(home / "profile"),
        "addin": str(home / "twin.xlam"),
        "clicks": {name: {"workbook": book, "arguments": arguments} for name, (book, arguments) in clicks.items()},
    }
    (home / "job.json").write_text(json.dumps(job), encoding="utf-8")
    command = ["/usr/bin/python3", HERE / "run_in_office.py", home / "job.json"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    answers = json.loads(ran.stdout)
    assert answers.keys() == clicks.keys()
    return {name: dict(line.split("=", 1) for line in text.split("\n")) for name, text in answers.items()}


def test_each_button_calls_its_function_once_and_leaves_everything_as_it_was(
    told: Mapping[str, Mapping[str, str]],
) -> None:
    for one in buttons():
        expected = {"called": call(one.id), "said": "", "seen": AT_WORK, "after": RESTORED, "redrawn": "2"}
        assert told[f"button {one.id}"] == expected


@pytest.mark.parametrize(
    ("click", "key"),
    [
        ("unknown", "unknown"),
        ("evil", "unknown"),
        ("the add-in itself", "own_workbook"),
        ("no python", "no_python"),
        ("settings", "hostile_sheet"),
        ("code", "hostile_sheet"),
        ("file beside", "hostile_file"),
        ("semicolon", "semicolon"),
    ],
)
def test_what_is_refused_is_said_in_chinese_and_nothing_runs(
    click: str, key: str, told: Mapping[str, Mapping[str, str]]
) -> None:
    assert told[click] == {"called": "", "said": said(key), "seen": "", "after": RESTORED, "redrawn": "1"}


@pytest.mark.parametrize("click", ["raises", "fails"])
def test_an_error_is_said_and_everything_is_put_back(click: str, told: Mapping[str, Mapping[str, str]]) -> None:
    assert told[click]["said"] == said("failed")
    assert told[click]["after"] == RESTORED
    assert told["afterwards"] == told["button consolidate"]


def test_a_click_while_one_runs_is_answered_and_does_not_run(told: Mapping[str, Mapping[str, str]]) -> None:
    again = told["again while it runs"]
    assert (again["called"], again["said"], again["after"]) == (call("consolidate"), said("busy"), RESTORED)


def test_without_a_pointer_to_the_ribbon_the_button_works(told: Mapping[str, Mapping[str, str]]) -> None:
    lost = told["no pointer to the ribbon"]
    assert (lost["called"], lost["said"], lost["seen"]) == (call("consolidate"), "", AT_WORK)
