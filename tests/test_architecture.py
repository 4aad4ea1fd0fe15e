"""The house's own rules, read off the source: who may import whom, one home for each library, sizes, nothing unsafe."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lzxl"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Steps of the line, design part 2: a room imports from earlier steps and from itself, never from its own step's others.
STEPS: tuple[tuple[str, ...], ...] = (
    ("__init__",),
    ("calc",),  # an engine for xlwings: knows nothing of us, any room may use it
    ("law",),
    ("area", "garbage"),
    ("traits",),
    ("cells",),
    ("findings",),
    ("model",),
    ("forms",),
    ("checks", "decide", "register", "explain"),
    ("office",),
    ("excel", "intake", "paper", "mail", "ribbon"),
    ("examine",),
    ("report",),
    ("sample",),
    ("workflow",),
    ("chinese_help", "screen"),
    ("addin",),
    ("press",),
    ("cli_options",),
    ("cli_addin", "cli_letters"),
    ("cli",),
    ("shortcut",),
)
STEP = {room: number for number, rooms in enumerate(STEPS) for room in rooms}

# Each third-party library has one home: the only room that imports it.
HOMES = {
    "python_calamine": {"excel"},
    "openpyxl": {"excel"},
    "xlrd": {"excel"},
    "msoffcrypto": {"excel"},
    "xlsxwriter": {"excel"},
    "xlwings": {"excel", "calc"},
    "appscript": {"excel"},  # comes with xlwings on macOS
    "jinja2": {"paper", "explain"},
    "markupsafe": {"paper"},
    "pyopenvba": {"ribbon"},
    "docx": {"paper"},
    "typer": {"cli_options", "chinese_help"},
    "rich": {"screen"},
    "filelock": {"office"},
    "keyring": {"office"},
    "imapclient": {"mail"},
    "olefile": {"intake"},
}
STANDARD_ONLY = ("law", "area", "traits", "cells", "findings", "model", "forms", "checks", "decide")
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "yaml", "dill"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 50


def room(path: Path) -> str:
    """Return the room that a module belongs to: the first name below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of everything that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "lzxl" else [module]
            yield from ((node.lineno, name) for name in names)


def own_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, room) of what a module imports from the package."""
    for line, name in imports(path):
        head, _, rest = name.partition(".")
        if head == "lzxl":
            first = rest.partition(".")[0]
            yield line, first if first in STEP else "__init__"


def label(path: Path) -> str:
    """Return a module's name for a test's id."""
    return path.relative_to(ROOT).as_posix()


def test_every_module_is_in_a_room_of_the_design() -> None:
    assert {room(path) for path in MODULES} - {"__main__"} <= set(STEP)


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_imports_point_down_the_line(path: Path) -> None:
    here = room(path)
    upward = [f"line {line}: {there}" for line, there in own_rooms(path) if there != here and STEP[there] >= STEP[here]]
    assert not upward, f"{label(path)} imports from its own step or above: {upward}"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) == "calc"], ids=label)
def test_the_spreadsheet_engine_knows_nothing_of_us(path: Path) -> None:
    """It could be published alone: of our own package it imports itself, and it says no word of our subject."""
    assert {there for _, there in own_rooms(path)} <= {"calc"}
    assert not re.search("廉政|风险|防控|供销|integrity|cooperative", path.read_text(encoding="utf-8"))


def test_the_spreadsheet_engine_is_loaded_on_demand() -> None:
    code = "import sys, lzxl.calc; sys.exit(bool({'xlwings', 'uno', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_main_job_loads_neither_letters_nor_mail_nor_excel() -> None:
    """A command starts quickly because it loads what it needs and nothing else."""
    others = {"docx", "imaplib", "jinja2", "lxml", "olefile", "openpyxl", "pandas", "smtplib", "xlrd", "xlwings"}
    code = f"import sys, lzxl.cli, lzxl.workflow.consolidate; print(*{others} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_the_process_that_reads_loads_no_table_and_no_rule() -> None:
    """It starts for nearly every command: what the sheets of a workbook mean is not its business."""
    code = "import sys, lzxl.excel.worker; print(*(name for name in sys.modules if name.startswith('lzxl.')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    rules = [name for name in done.stdout.split() if name.startswith(("lzxl.forms.", "lzxl.checks", "lzxl.decide"))]
    assert rules == ["lzxl.forms.own_sheets"]


def test_no_package_imports_in_a_circle() -> None:
    """Modules of one room import each other without a loop, so that each can be read after what it stands on."""
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
    known = set(names.values())
    edges = {
        names[path]: {target for _, name in imports_at_top(path) if (target := resolved(name, known)) != names[path]}
        for path in MODULES
    }
    finished: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name and name not in finished:
            for target in sorted(edges.get(name, ())):
                visit(target, (*trail, name))
            finished.add(name)

    for name in sorted(known):
        visit(name, ())


def imports_at_top(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a module imports while it is being imported itself, submodules of ``from x import y`` included."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def resolved(name: str, known: set[str]) -> str:
    """Return the module that an imported name stands in, ``""`` where it is none of ours."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return "" if name == "lzxl" else name


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_each_library_has_one_home(path: Path) -> None:
    for line, name in imports(path):
        library = name.partition(".")[0]
        assert room(path) in HOMES.get(library, {room(path)}), f"{label(path)}:{line} imports {library}"
        if library != "lzxl" and library not in HOMES:
            assert library in sys.stdlib_module_names, f"{label(path)}:{line}: {library} has no home in HOMES"


def test_every_dependency_has_a_home_and_every_home_a_dependency() -> None:
    declared = re.findall(r'^ {4}"([a-z0-9-]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    modules = {"msoffcrypto-tool": "msoffcrypto", "python-calamine": "python_calamine", "python-docx": "docx"}
    used = {name.partition(".")[0] for path in MODULES for _, name in imports(path)}
    assert {modules.get(name, name) for name in declared} - {"tzdata"} <= used & set(HOMES)


def test_the_pure_rooms_import_without_any_library() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if room(path) in STANDARD_ONLY
    ]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfor name in {names}: __import__(name)"
    ran = subprocess.run([sys.executable, "-S", "-I", "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE, f"{label(path)}: {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{label(path)}:{node.lineno} {node.name}: {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_nothing_that_runs_data(path: Path) -> None:
    assert not {name.partition(".")[0] for _, name in imports(path)} & FORBIDDEN_MODULES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{label(path)}:{node.lineno}: {node.func.id}"


def test_file_names_of_the_package_are_ascii() -> None:
    assert [str(path) for path in PACKAGE.rglob("*") if not str(path.relative_to(PACKAGE)).isascii()] == []


def test_public_names_say_what_they_are() -> None:
    """Each public module, class and function has a docstring."""
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent += [] if ast.get_docstring(tree) else [label(path)]
        silent += [
            f"{label(path)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert silent == []
