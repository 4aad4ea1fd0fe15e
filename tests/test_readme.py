"""The README's session is a real one: its commands are run in an empty folder and what they print is compared.

``python tests/test_readme.py`` writes the session anew.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_SESSION = re.compile(r"(<!-- transcript -->\n```console\n)(.*?)(```\n)", re.DOTALL)
_STATUS = "; echo $?"


def session(text: str) -> str:
    """Return the transcript in a README's text."""
    found = _SESSION.search(text)
    assert found, "the README has no transcript"
    return found[2]


def replayed(transcript: str, folder: Path) -> str:
    """Run the commands (``$ lzxl …``, optionally followed by ``; echo $?``) in ``folder``; return the transcript of it."""
    lines = []
    for line in transcript.splitlines():
        if line.startswith("$ "):
            lines += [line, *_printed(line.removeprefix("$ "), folder)]
    return "".join(f"{line}\n" for line in lines)


def _printed(command: str, folder: Path) -> list[str]:
    name, *arguments = shlex.split(command.removesuffix(_STATUS))
    assert name == "lzxl", command
    ran = subprocess.run(
        [sys.executable, "-m", "lzxl.cli", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(folder), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    printed = ran.stdout.replace(f"{folder}/", "")  # where the reader's folder is does not matter
    return [line.rstrip() for line in printed.splitlines()] + ([str(ran.returncode)] if _STATUS in command else [])


def test_the_sections_of_the_manual_are_numbered_in_order() -> None:
    manual = (ROOT / "docs" / "手册.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", manual, re.MULTILINE)]
    assert numbers == list(range(1, manual.count("\n## ") + 1))


def test_it_is_said_how_the_command_is_called_after_make_demo() -> None:
    assert README.read_text(encoding="utf-8").count("`.venv/bin/lzxl`") == 2  # once in each language
    told = subprocess.run(["make", "-n", "demo"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert "这里的命令写作 .venv/bin/lzxl" in told


@pytest.mark.slow
def test_the_session_of_the_readme_is_what_happens(tmp_path: Path) -> None:
    transcript = session(README.read_text(encoding="utf-8"))
    assert "$ lzxl demo" in transcript
    assert replayed(transcript, tmp_path) == transcript


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_verb_of_the_clerks_table_exists() -> None:
    from lzxl.cli import app

    verbs = {command.name for command in app.registered_commands}
    told = set(re.findall(r"`lzxl (\w+)", README.read_text(encoding="utf-8")))
    assert told <= verbs
    assert verbs <= told


def main() -> None:
    """Write the session anew."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fresh = replayed(session(text), Path(folder))
    README.write_text(_SESSION.sub(lambda found: found[1] + fresh + found[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
