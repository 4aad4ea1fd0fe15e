"""xlwings' own tests as the outside judge of the engine: fetched from its source distribution, run, told as a table.

``python tests/calc/conformance.py`` runs all modules that talk to a spreadsheet program (a few minutes) and writes the table
in ``docs/Calc引擎.md``; ``python tests/calc/conformance.py DIR`` takes the tests of a checkout. Nothing of them is kept here.
"""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "Calc引擎.md"
CACHE = ROOT / "build" / "xlwings-tests"
SETTINGS = tomllib.loads(Path(__file__).with_name("conformance.toml").read_text(encoding="utf-8"))
_TABLE = re.compile(r"(<!-- conformance -->\n).*?(<!-- /conformance -->)", re.DOTALL)


@dataclass(frozen=True)
class Result:
    """One test: ``outcome`` is passed, skipped or failed."""

    module: str
    name: str
    outcome: str
    told: str = ""

    @property
    def bare(self) -> str:
        """Its name without class and parameters."""
        return self.name.rpartition("::")[2].partition("[")[0]

    @property
    def group(self) -> str:
        """What it is told under: its class, else its own name."""
        return self.name.rpartition("::")[0] or self.bare

    @property
    def reason(self) -> str:
        """Why it does not pass, ``""`` if nobody has said."""
        line = f"{self.module}::{self.name} | {self.told}"
        return next((str(one["text"]) for one in SETTINGS["reason"] if re.search(one["match"], line)), "")


def fetch(folder: Path = CACHE) -> Path:
    """Return the folder with xlwings' tests, fetched by pip in the pinned version where it is not there yet."""
    version, digest = SETTINGS["version"], SETTINGS["sha256"]
    archive = folder / f"xlwings-{version}.tar.gz"
    tests = folder / f"xlwings-{version}" / "tests"
    if not tests.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = folder / "requirements.txt"
        wanted.write_text(f"xlwings=={version} --hash=sha256:{digest}\n", encoding="utf-8")
        options = ["--no-deps", "--no-build-isolation", "--no-binary", "xlwings", "--require-hashes", "-r", str(wanted)]
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                *options,
                "-d",
                str(folder),
            ],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).with_name("stand_in"))},
            check=True,
        )
        with tarfile.open(archive) as packed:
            packed.extractall(folder, [one for one in packed if "/tests/" in one.name], filter="data")
    return tests


def run(tests: Path, modules: Iterable[str]) -> list[Result]:
    """Run modules of xlwings' tests on our engine."""
    report = tests / "report.xml"
    files = [f"{name}.py" for name in modules]
    options = ["-q", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "conformance_plugin", f"--junitxml={report}"]
    report.unlink(missing_ok=True)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *files],
        cwd=tests,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr
    return [_result(case) for case in ElementTree.parse(report).iter("testcase")]


def _result(case: ElementTree.Element) -> Result:
    module, _, group = case.attrib["classname"].removeprefix("tests.").partition(".")
    name = f"{group}::{case.attrib['name']}" if group else case.attrib["name"]
    for outcome, tag in (("failed", "failure"), ("failed", "error"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            told = (found.attrib.get("message") or "").splitlines() or [""]
            return Result(module, name, outcome, f"{told[0]} {' '.join(told[1:4])}".strip())
    return Result(module, name, "passed")


def table(results: Sequence[Result]) -> str:
    """Return the outcome as Markdown: counts by module, then reasons with the number of tests."""
    lines = ["| 模块 | 通过 | 跳过 | 未通过 |", "|---|---:|---:|---:|"]
    for module in dict.fromkeys(one.module for one in results):
        lines.append(f"| {module} | " + " | ".join(map(str, counts(results, module))) + " |")
    whole = Counter(one.outcome for one in results)
    lines.append(f"| 合计 | {whole['passed']} | {whole['skipped']} | {whole['failed']} |")
    lines += ["", "| 未通过的原因 | 测试数 |", "|---|---:|"]
    reasons = Counter(one.reason or f"(未说明){one.name}" for one in results if one.outcome == "failed")
    lines += [f"| {text} | {number} |" for text, number in reasons.most_common()]
    return "\n".join([*lines, "", *names(results)])


def names(results: Sequence[Result]) -> Iterator[str]:
    """Yield Markdown: by module which tests pass, by their group, and by name which do not, with the reason."""
    yield from ("<details><summary>逐个模块:哪些通过,哪些没有、为什么(同名的几组参数算一行)</summary>", "")
    for module in dict.fromkeys(one.module for one in results):
        ours = [one for one in results if one.module == module]
        passed = Counter(one.group for one in ours if one.outcome == "passed")
        yield (
            f"**{module}** 通过:" + ("、".join(f"{group} {number}" for group, number in passed.items()) or "无") + "。"
        )
        for outcome, word in (("skipped", "跳过"), ("failed", "未通过")):
            rest = Counter((one.bare, one.reason or one.told[:80]) for one in ours if one.outcome == outcome)
            yield from (f"- {word} {name}({number}):{why}" for (name, why), number in rest.items())
        yield ""
    yield from ("</details>", "")


def counts(results: Iterable[Result], module: str) -> tuple[int, int, int]:
    """Return how many tests of a module passed, were skipped, failed."""
    found = Counter(one.outcome for one in results if one.module == module)
    return found["passed"], found["skipped"], found["failed"]


def main(arguments: Sequence[str]) -> int:
    """Run everything and write the table; 1 if a failure has no reason."""
    tests = Path(arguments[0]) if arguments else fetch()
    results = run(tests, [*SETTINGS["quick"], *SETTINGS["full"]])
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_TABLE.sub(lambda found: found[1] + table(results) + found[2], text), encoding="utf-8")
    unexplained = [one for one in results if one.outcome == "failed" and not one.reason]
    for one in unexplained:
        print(f"{one.module}::{one.name}: {one.told}")
    return int(bool(unexplained))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
