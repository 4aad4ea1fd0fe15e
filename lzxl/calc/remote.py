"""Every object of LibreOffice that the engine hands on is wrapped, so that one place watches over all calls.

A call that takes too long ends in :class:`CalcEndedError` (the office's watchdog kills the process, which frees the caller);
so does a call to a process that has crashed, under whatever odd name the bridge reports it. All else that LibreOffice
raises comes as :class:`CalcRefusedError`.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from lzxl.calc.bridge import plain, uno
from lzxl.calc.errors import REFUSED, CalcEndedError, CalcRefusedError

_PLACE = re.compile(r"\s*\bat \./\S+")  # where in LibreOffice's sources


class Watch(Protocol):
    """Who watches over the calls."""

    def begin(self) -> None:
        """A call begins: it is timed and counted."""

    def done(self) -> None:
        """The call has come back."""

    def ended(self) -> CalcEndedError | None:
        """Return why the process is gone, None while it answers."""


class Remote:
    """An object of LibreOffice: attributes and methods are those of the UNO interface, see its reference."""

    __slots__ = ("_remote_", "_watch_")

    def __init__(self, remote: Any, watch: Watch) -> None:
        object.__setattr__(self, "_remote_", remote)
        object.__setattr__(self, "_watch_", watch)

    def __getattr__(self, name: str) -> Any:
        return _asked(self._watch_, lambda: getattr(self._remote_, name))

    def __setattr__(self, name: str, value: Any) -> None:
        _asked(self._watch_, lambda: setattr(self._remote_, name, plain(value)))

    def __call__(self, *arguments: Any) -> Any:
        given = plain(arguments)
        return _asked(self._watch_, lambda: self._remote_(*given))

    def __getitem__(self, key: Any) -> Any:
        return _asked(self._watch_, lambda: self._remote_[key])

    def __len__(self) -> int:
        return int(_asked(self._watch_, lambda: len(self._remote_)))

    def __iter__(self) -> Iterator[Any]:
        return iter([self[number] for number in range(len(self))])

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return bool(_asked(self._watch_, lambda: self._remote_ == plain(other)))

    def __hash__(self) -> int:
        return hash(id(self))

    def __repr__(self) -> str:
        return f"<Remote {type(self._remote_).__name__}>"


def _asked(watch: Watch, question: Callable[[], Any]) -> Any:
    try:
        watch.begin()
        try:
            return wrapped(question(), watch)
        finally:
            watch.done()
    except (uno().getClass("com.sun.star.uno.Exception"), AttributeError) as fault:
        ended = watch.ended()
        if ended is not None:
            raise ended from None
        if isinstance(fault, AttributeError):
            raise
        name = type(fault).__name__.removeprefix("com.sun.star.")
        reason = _PLACE.sub("", str(getattr(fault, "Message", ""))).strip() or name
        raise CalcRefusedError(REFUSED.format(reason=reason), name) from fault


def wrapped(value: Any, watch: Watch) -> Any:
    """Return an answer with every object in it wrapped; numbers, texts, structs and enumerations stay as they are."""
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple) and not any(_is_object(one) for one in value[0]):
            return value  # a rectangle of cell contents
        return tuple(wrapped(one, watch) for one in value)
    return Remote(value, watch) if _is_object(value) else value


def _is_object(value: Any) -> bool:
    return type(value).__name__ in ("pyuno", "PyUNO_callable")
