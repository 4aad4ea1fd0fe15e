"""assess, writeback, deduct and print from the command line: statuses, one JSON document, Chinese help."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_office import TODAY, make_office, run, type_in

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CONTRACT = {"files", "findings", "counts"}
FILE = {"path", "sha256", "table", "unit", "year", "status"}
FINDING = {"level", "unit", "file", "sheet", "cell", "code", "message", "value", "cure", "clause"}


def lzxl(*arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, "-m", "lzxl.cli", *arguments]
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    return subprocess.run(call, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


def document(*arguments: str, status: int = 0) -> dict[str, Any]:
    """Return the one document of a run; its shape is the contract's."""
    done = lzxl(*arguments, "--json", "--today", TODAY.isoformat())
    assert done.returncode == status, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found.keys() >= CONTRACT
    assert found["counts"].keys() == {"status", "level"}
    assert all(one.keys() == FILE for one in found["files"])
    assert all(one.keys() == FINDING for one in found["findings"])
    return found


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = make_office(tmp_path / "office")
    run(root)
    return root


@pytest.mark.parametrize("verb", ["assess", "writeback", "deduct", "print"])
def test_help_is_in_chinese_and_what_is_no_office_is_said(verb: str, tmp_path: Path) -> None:
    done = lzxl(verb, "--help")
    assert done.returncode == 0
    assert "用法" in done.stdout
    assert not [word for word in ("TEXT", "PATH", "INTEGER", "DIRECTORY") if word in done.stdout]
    done = lzxl(verb, "没有的目录", cwd=tmp_path)
    assert done.returncode == 2
    assert "没有“没有的目录”这个目录" in done.stderr
    assert done.stdout == ""


def test_deduct_ends_as_the_contract_says(office: Path) -> None:
    options = ("--person", "丙副科长", "--item", "K01", "--reason", "样例离岗", "--ledger-unit", "U01")
    found = document("deduct", str(office), *options)
    assert [one["path"] for one in found["files"]] == ["本社台账.xlsx"]
    assert found["sentence"].startswith("已登记,序号 3;丙副科长 2026 年度累计扣 13.5 分")
    assert found["lines"][1] == "丙副科长(P3,样例科):2026 年度累计扣 13.5 分,剩 0 分(满分 12 分)。"
    refused = document("deduct", "--office", str(office), "--person", "丙副科长", "--points", "0.3", status=1)
    assert {one["code"] for one in refused["findings"]} == {"K102", "C101"}
    assert refused["counts"]["level"] == {"错误": 2}
    assert refused["files"] == []
    nobody = lzxl("deduct", str(office), "--item", "K01", "--reason", "样例")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert "没有写明登记给谁" in nobody.stderr


def test_assess_and_writeback_end_as_the_contract_says(office: Path) -> None:
    type_in(office, {("评估等级", 1): "四级"})
    found = document("assess", str(office), status=1)
    assert [(one["file"], one["cell"]) for one in found["findings"] if one["level"] == "错误"] == [
        ("汇总册.xlsx", "Q4")
    ]
    type_in(office, {("评估等级", 1): "二级"})
    assert document("assess", str(office))["counts"]["level"].get("错误", 0) == 0
    found = document("writeback", str(office))
    assert found["written"][0].endswith("写回")
    assert (office / "下发" / "写回" / "U01 样例科" / "岗位(写回).xlsx").is_file()


@pytest.mark.office
def test_print_ends_as_the_contract_says(office: Path) -> None:
    found = document("print", str(office))
    assert [Path(path).name for path in found["written"]] == ["预警表.xlsx", "预警表.pdf", "汇总册.xlsx"]
    shown = lzxl("print", str(office), "--by-unit", "--today", TODAY.isoformat())
    assert shown.returncode == 0
    assert "已在“打印”目录做好:预警表(分单位),有 PDF 一份。" in shown.stdout


def test_what_stands_in_the_list_of_problems_is_counted_and_not_said_again(office: Path) -> None:
    """By ``consolidate`` it is said in full; by another verb it is counted, in full with --notes, and in JSON always."""
    (office / "收件" / "坏的.xlsx").write_bytes(b"")
    day = ("--today", TODAY.isoformat())
    in_full, short, long = (
        lzxl(*verb, str(office), *day).stdout for verb in (("consolidate",), ("print",), ("print", "--notes"))
    )
    told = [line for line in in_full.splitlines() if "空文件" in line]
    assert told
    assert "空文件" not in short
    assert "见汇总册“问题清单”;要在屏幕上看,用 --notes" in short
    assert [line for line in long.splitlines() if "空文件" in line] == told
    found = document("print", str(office), status=lzxl("print", str(office), *day).returncode)
    assert "坏的.xlsx" in {one["file"] for one in found["findings"]}
