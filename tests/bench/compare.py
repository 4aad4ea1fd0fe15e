"""``python compare.py [N] [RUNS]``: lzxl, a pandas loop and an openpyxl loop on the same N workbooks, in one go.

Each runs as its own process on a fresh copy and is measured from outside; runs are interleaved, medians shown. Memory
is that of the largest single process (lzxl has two). The loops read, check by columns, level, archive and write one
styled master; they write no numbers, findings, journal or statistics, so that the comparison errs in their favour.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from office_of import make

HERE = Path(__file__).parent
OURS, AGAIN, LESS = "lzxl", "lzxl 再次运行,没有变", "lzxl 再次运行,少一份"
PANDAS, OPENPYXL = "pandas 循环", "openpyxl 循环"
WRITING_BACK = {PANDAS: "pandas 循环 + 写回", OPENPYXL: "openpyxl 循环 + 写回"}


class Cost(NamedTuple):
    """What a run took: seconds on the clock, seconds of computing of all its processes, MB of the largest."""

    wall: float
    cpu: float
    memory: float


def cost(*arguments: str | Path) -> Cost:
    """Run a Python program and return what it took; end where it fails."""
    command = [sys.executable, *map(str, arguments)]
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = os.posix_spawn(
            command[0],
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), 1)],
        )
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status):
            output.seek(0)
            sys.exit(f"{command} failed:\n{output.read().decode(errors='replace')[-2000:]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def contenders(office: Path, work: Path) -> dict[str, Callable[[], Cost]]:
    """Return by name what each contender does in a round; ``lzxl`` runs three times on its office folder: from
    nothing, with nothing changed, with one workbook less."""

    def loop(script: str, *options: str) -> Cost:
        out = work / "out"
        shutil.rmtree(out, ignore_errors=True)
        return cost(HERE / script, office, out, *options)

    def ours() -> Cost:
        shutil.rmtree(work / "office", ignore_errors=True)
        shutil.copytree(office, work / "office")
        return again()

    def again() -> Cost:
        return cost("-m", "lzxl.cli", "consolidate", work / "office", "--today", "2026-11-20")

    def less() -> Cost:
        next((work / "office" / "收件").iterdir()).unlink()
        return again()

    return {
        OURS: ours,
        AGAIN: again,
        LESS: less,
        PANDAS: lambda: loop("loop_pandas.py"),
        OPENPYXL: lambda: loop("loop_openpyxl.py"),
        WRITING_BACK[PANDAS]: lambda: loop("loop_pandas.py", "--write-back"),
        WRITING_BACK[OPENPYXL]: lambda: loop("loop_openpyxl.py", "--write-back"),
    }


def main(count: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        print(f"正在生成 {count} 个工作簿,每个 50 行 …", flush=True)
        make(work / "made", count)
        jobs = contenders(work / "made", work)
        costs: dict[str, list[Cost]] = {name: [] for name in jobs}
        for turn in range(1, runs + 1):
            for name, job in jobs.items():
                costs[name].append(job())
                print(f"  第 {turn} 轮 {name}:{costs[name][-1].wall:.1f} 秒", flush=True)
    show({name: _median(found) for name, found in costs.items()}, count)


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def show(costs: dict[str, Cost], count: int) -> None:
    """Print the table: each contender's medians, and how many times as much as ours it takes."""
    ours = costs[OURS]
    print(f"\n{count} 个工作簿,{count * 50} 行;括号内是 lzxl 的几倍")
    for name, found in costs.items():
        print(
            f"  {name:<22}"
            f" 用时 {found.wall:8.1f} 秒 ({found.wall / ours.wall:4.1f}x)"
            f"  计算 {found.cpu:8.1f} 秒 ({found.cpu / ours.cpu:4.1f}x)"
            f"  每个工作簿 {found.cpu / count * 1000:6.1f} 毫秒"
            f"  内存 {found.memory:6.0f} MB ({found.memory / ours.memory:4.1f}x)"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
