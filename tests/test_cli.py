"""The command line as people meet it: help in Chinese, exit statuses, JSON alone on standard output, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


def lzxl(*arguments: str, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, "-m", "lzxl.cli", *arguments]
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"} | environment
    return subprocess.run(call, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["consolidate", "--help"]])
def test_help_is_in_chinese(arguments: list[str]) -> None:
    done = lzxl(*arguments)
    assert done.returncode == 0
    assert "用法" in done.stdout
    assert "选项" in done.stdout
    assert "Usage" not in done.stdout
    assert "Show this message" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "请写明要办的事"),
        (["没有这个"], "没有“没有这个”这个命令。"),
        (["consolidat"], "没有“consolidat”这个命令;是不是“consolidate”?用法见:"),
        (["remin", "--json"], "没有“remin”这个命令;是不是“remind”、“print”?用法见:"),
        (["check"], "少了“文件"),
        (["consolidate", "--nothing"], "没有“--nothing”这个选项"),
        (["consolidate", "--today", "昨天"], "日期“昨天”不对"),
        (["consolidate", "--year", "abc"], "值不对"),
        (["consolidate", "没有的目录"], "没有“没有的目录”这个目录"),
        (["check", "没有.xlsx"], "没有“没有.xlsx”"),
        (["check", "a.xlsx", "--office", "没有"], "没有“"),
        (["explain", "九(九)"], "没有“九(九)”这一条"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = lzxl(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def explain_that_fails(raised: str, tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    """Run ``lzxl explain --json`` where ``raised`` is raised within."""
    fails = f"def fails(clause): {raised}"
    code = f"from lzxl import cli\nfrom lzxl.workflow import explaining\n{fails}\nexplaining.explain = fails; cli.main(['explain', '--json'])"
    env = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("warn", "本社", "--json", "--bad"), "没有“--bad”这个选项"),
        (("print", "本社", "--json", "--year", "abc"), "“年度”的值不对"),
        (("consolidat", "--json"), "没有“consolidat”这个命令"),
        (("verify", "没有的目录", "--json"), "没有“没有的目录”这个目录"),
    ],
)
def test_what_cannot_be_done_is_one_json_document_too(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = lzxl(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert said in document["sentence"]
    assert document["sentence"] == done.stderr.strip()
    assert {"files", "findings", "counts"} <= document.keys()


def test_an_interruption_is_one_json_document_too(tmp_path: Path) -> None:
    done = explain_that_fails("raise KeyboardInterrupt", tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["sentence"] == done.stderr.strip()
    assert "已中断" in done.stderr


def test_a_fault_of_ours_is_status_three_and_goes_to_the_log(tmp_path: Path) -> None:
    done = explain_that_fails("1 / 0", tmp_path)
    assert done.returncode == 3
    assert "程序出错了" in done.stderr
    assert json.loads(done.stdout)["sentence"] == done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in (tmp_path / ".lzxl" / "lzxl.log").read_text(encoding="utf-8")


def test_json_stands_alone_on_standard_output(tmp_path: Path) -> None:
    office = tmp_path / "工作目录"
    document = json.loads(lzxl("init", str(office), "--year", "2026", "--json").stdout)
    assert document["counts"] == {"status": {}, "level": {}}
    document = json.loads(lzxl("check", str(ROOT / "templates"), "--json").stdout)
    assert {"files", "findings", "counts"} <= document.keys()
    assert {"path", "sha256", "table", "unit", "year", "status"} == document["files"][0].keys()
    assert {"level", "unit", "file", "sheet", "cell", "code", "message", "value", "cure", "clause"} == document[
        "findings"
    ][0].keys()


def test_a_folder_is_named_and_an_empty_one_is_said_to_be_empty(tmp_path: Path) -> None:
    folder = tmp_path / "空目录"
    folder.mkdir()
    for verb in ("status", "consolidate"):
        assert f"“{folder.resolve()}”里没有“名册.xlsx”" in lzxl(verb, cwd=folder).stderr
    done = lzxl("check", ".", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.strip().startswith("没有校验:所写的地方没有文件。")


def test_what_is_only_checked_is_said_to_be_only_checked() -> None:
    done = lzxl("check", str(ROOT / "workbooks" / "收件" / "办公室" / "岗位承诺表.xlsx"))
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "校验完成:1 个文件,没有错误。这里只校验,没有汇总。"


def test_a_console_that_knows_no_chinese_still_works(tmp_path: Path) -> None:
    done = lzxl("explain", "二(五)", PYTHONIOENCODING="ascii", cwd=tmp_path)
    assert done.returncode == 0
    assert "12分制" in done.stdout


def test_the_catalogue_of_chinese_words_is_compiled_from_its_source() -> None:
    import gettext

    folder = ROOT / "lzxl" / "locale"
    words = gettext.translation("lzxl", folder, ["zh_CN"])
    source = (folder / "zh_CN" / "LC_MESSAGES" / "lzxl.po").read_text(encoding="utf-8")
    pairs = [block.splitlines() for block in source.strip().split("\n\n")[1:]]
    for identity, text in pairs:
        assert words.gettext(identity[7:-1]) == text[8:-1]


@pytest.mark.parametrize("started", ["from lzxl.cli import main", "from lzxl.excel.worker import main"])
def test_the_command_and_its_child_processes_seldom_search_for_garbage(started: str) -> None:
    at_end = "atexit.register(lambda: print(gc.get_threshold()[0], file=sys.stderr))"
    code = f"import atexit, gc, sys; {at_end}; {started}; main()"
    done = subprocess.run(  # with the limit of memory that a child process is called with
        [sys.executable, "-c", code, str(1 << 32)], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert int(done.stderr.split()[-1]) > 10_000
