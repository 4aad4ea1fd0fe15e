"""``lzxl addin press``: a button without Excel, on a copy."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lzxl.cli import main
from lzxl.sample import TODAY
from lzxl.workflow.folder import verify

pytestmark = pytest.mark.office

FAULTY = Path("收件/样例三社/岗位承诺表.xlsx")


def run(*arguments: object) -> int:
    """Run the command line and return its status."""
    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments), "--today", TODAY.isoformat()])
    return int(ended.value.code or 0)


def values(workbook: Path) -> dict[str, list[list[object]]]:
    """Return what stands in a master, its overview (formulas) left out."""
    book = load_workbook(workbook, data_only=True)
    return {sheet.title: [[one or None for one in row] for row in sheet.values] for sheet in book.worksheets[1:]}


def test_a_workbook_is_checked_on_a_copy(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / FAULTY).read_bytes()
    assert run("addin", "press", "check", office / FAULTY, "--out", tmp_path / "标注.xlsx", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert "2 处错误" in told["sentence"]
    assert told["written"] == [str(tmp_path / "标注.xlsx")]
    assert (office / FAULTY).read_bytes() == before
    copy = load_workbook(tmp_path / "标注.xlsx")
    assert copy.sheetnames[0] == "校验结果"
    assert "“风险点”没有填写" in copy["岗位承诺表"]["I9"].comment.text


def test_a_press_on_the_master_brings_the_offices_own_file_up_to_date_and_shows_it_on_a_copy(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(office, tmp_path / "命令")
    for root in (office, tmp_path / "命令"):
        shutil.copyfile(root / FAULTY, root / "收件/又来一份.xlsx")
    assert run("consolidate", tmp_path / "命令") == 1
    assert run("addin", "press", "consolidate", office / "汇总册.xlsx", "--out", tmp_path / "副本.xlsx") == 0
    assert "年度汇总完成" in capsys.readouterr().out
    assert values(office / "汇总册.xlsx") == values(tmp_path / "命令/汇总册.xlsx") == values(tmp_path / "副本.xlsx")
    assert "又来一份.xlsx" in str(values(office / "汇总册.xlsx"))
    assert verify(office).findings == []


def test_a_copy_never_lies_where_the_next_run_takes_it_as_received(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(office.rglob("*"))
    assert run("addin", "press", "check", office / FAULTY) == 0
    made = [path for path in office.rglob("*") if path.is_file() and path not in before]
    assert made == [office / "往来/按钮/收件/样例三社/岗位承诺表(按钮).xlsx"]
    first = made[0].read_bytes()
    assert run("addin", "press", "check", office / "收件/监察科/岗位承诺表.xlsx") == 0  # of the same name
    assert made[0].read_bytes() == first
    assert (office / "往来/按钮/收件/监察科/岗位承诺表(按钮).xlsx").is_file()
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    shutil.copyfile(office / FAULTY, elsewhere / "表.xlsx")
    assert run("addin", "press", "check", elsewhere / "表.xlsx", "--json") == 0
    assert str(elsewhere / "表(按钮).xlsx") in capsys.readouterr().out


def test_a_refusal_is_status_two_and_a_fault_of_ours_three(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    shutil.copyfile(office / FAULTY, tmp_path / "表.xlsx")
    assert run("addin", "press", "status", tmp_path / "表.xlsx") == 2
    assert "不在工作目录里" in capsys.readouterr().err

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lzxl.workflow.folder.verify", broken)
    assert run("addin", "press", "verify", office / "汇总册.xlsx", "--json") == 3
    told = capsys.readouterr()
    assert "程序出错了" in told.err
    assert "程序出错了" in json.loads(told.out)["sentence"]
    assert (tmp_path / ".lzxl/lzxl.log").read_text(encoding="utf-8").count("Traceback") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing", "名册.xlsx"), "没有“nothing”这个按钮"),
        (("check", "没有.xlsx"), "没有“"),
        (("check", "名册.xlsx", "--engine", "excel"), "没有“excel”这个程序"),
        (("check", "名册.xlsx", "--out", "名册.xlsx"), "--out 不能是工作簿自己"),
    ],
)
def test_what_cannot_be_pressed_is_refused(
    office: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(office)
    assert run("addin", "press", *arguments) == 2
    assert told in capsys.readouterr().err
