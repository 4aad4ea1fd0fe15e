"""Letters from their sources (templates/信函/*.j2, plain text): an office's own file of the same name wins.

A source is not trusted: it runs in jinja2's sandbox, has only the values that it is given, and reads no other file than
the sources beside it. Letters and pages are autoescaped, each in its own way (``markup.escaped``; HTML): whatever a value
contains is text. No source can switch that off or forget it: what is put out was escaped before jinja2 looks at it, and
there is no ``safe``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from traceback import extract_tb
from typing import Any

from lzxl.law.figure_values import number_text
from lzxl.office.errors import OfficeError, sentence
from lzxl.paper.markup import Part, escaped, parts
from lzxl.paper.words import chinese_number, day_words, percent

SUFFIX = ".j2"
_HERE = Path(__file__).parents[1]
_PLACES = (_HERE / "data" / "templates" / "信函", _HERE.parent / "templates" / "信函")  # installed; in the repository
_BROKEN = "信函“{file}”第 {line} 行写得不对:{reason}。请改好,或删去这个文件,就用程序自带的。"
_INCOMPLETE = "{{ … }} 或 {% … %} 没有写完整,或者前后不成对"


def _sources_folder() -> Path:
    return next((folder for folder in _PLACES if folder.is_dir()), _PLACES[0])


def own_sources() -> dict[str, bytes]:
    """Return the sources that come with the program, by file name."""
    return {path.name: path.read_bytes() for path in sorted(_sources_folder().glob(f"*{SUFFIX}"))}


@dataclass(frozen=True)
class Letters:
    """The letters of an office; ``own``: the folder with the office's sources, which need not exist."""

    own: Path

    def letter(self, kind: str, values: Mapping[str, object]) -> list[Part]:
        """Return a letter's parts; raises :class:`OfficeError` with file and line where its source is broken."""
        return parts(self._rendered(self._for_letters, f"{kind}{SUFFIX}", values))

    def page(self, kind: str, values: Mapping[str, object]) -> str:
        """Return a page of HTML; every value is escaped."""
        return self._rendered(self._for_pages, f"{kind}.html{SUFFIX}", values).strip() + "\n"

    def _rendered(self, environment: Any, name: str, values: Mapping[str, object]) -> str:
        import jinja2

        try:
            return str(environment.get_template(name).render(values))
        except jinja2.TemplateSyntaxError as fault:
            reason = f"{_INCOMPLETE}({fault.message})"
            raise OfficeError(_BROKEN.format(file=fault.name or name, line=fault.lineno, reason=reason)) from fault
        except jinja2.TemplateNotFound as fault:
            raise OfficeError(f"没有“{fault.name}”这份信函的原文。请核对文件名,或重新安装本软件。") from fault
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as fault:
            file, line = _where(fault, name)
            raise OfficeError(_BROKEN.format(file=file, line=line, reason=_reason(fault))) from fault

    @cached_property
    def _for_letters(self) -> Any:
        return self._environment(lambda value: escaped(_shown(value)))

    @cached_property
    def _for_pages(self) -> Any:
        from markupsafe import escape

        return self._environment(lambda value: escape(_shown(value)))

    def _environment(self, escaping: Callable[[object], object]) -> Any:
        from jinja2 import StrictUndefined
        from jinja2.loaders import FunctionLoader
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=escaping,
        )
        environment.filters |= _FILTERS
        del environment.filters["safe"]
        return environment

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """Return a source and its path: the office's own, else the program's; nothing outside the two folders."""
        if Path(name).name != name:
            return None
        for path in (self.own / name, _sources_folder() / name):
            if path.is_file():
                return _text(path), str(path), None
        return None


def _text(path: Path) -> str:
    """Return a source's text: UTF-8, or as Notepad saved it before (GBK)."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise sentence(fault, path) from fault
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _reason(fault: BaseException) -> str:
    """Return in Chinese why a source could not be filled in."""
    from jinja2 import UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(fault, SecurityError):
        return "用了不允许的写法"
    if isinstance(fault, UndefinedError):
        names = re.findall(r"'([^']+)'", str(fault))
        return f"没有“{names[-1]}”这一项" if names else "用了没有的一项"
    return f"这一处填不出来({fault})"


def _shown(value: object) -> object:
    """Return a value as a letter shows it: a day in figures, points without needless zeros, nothing for nothing."""
    match value:
        case None:
            return ""
        case Decimal():
            return number_text(value)
        case date():
            return day_words(value)
        case _:
            return value


def _where(fault: BaseException, name: str) -> tuple[str, int]:
    """Return the source and line at which rendering failed."""
    frames: Iterator[tuple[str, int]] = (
        (Path(frame.filename).name, frame.lineno or 1)
        for frame in reversed(extract_tb(fault.__traceback__))
        if frame.filename.endswith(SUFFIX)
    )
    return next(frames, (name, 1))


_FILTERS: Mapping[str, Callable[..., object]] = {
    "日期": day_words,
    "汉字": chinese_number,
    "百分比": percent,
}
