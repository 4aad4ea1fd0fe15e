"""A mapping that is made when it is asked for: the rows of a large office would be in memory once more until they are written."""

from collections.abc import Callable, ItemsView, Iterator, Mapping
from typing import Any


class MadeLate(Mapping[str, Any]):
    """What ``make`` returns, anew each time; equal to any mapping that holds the same."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    def __getitem__(self, name: str) -> Any:
        return self._make()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make())

    def items(self) -> ItemsView[str, Any]:
        """Return all that it says, made once."""
        return self._make().items()

    def __len__(self) -> int:
        return len(self._make())
