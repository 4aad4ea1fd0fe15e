"""``python -m lzxl.sample generate [FOLDER]``: bring the committed sample office (workbooks/) up to date."""

import sys
from pathlib import Path

from lzxl.sample.golden import generate

_USAGE = "usage: python -m lzxl.sample generate [FOLDER]"


def main(arguments: list[str]) -> int:
    """Generate into the folder named, ``workbooks`` by default; print what changed."""
    if arguments[:1] != ["generate"] or len(arguments) > 2:
        print(_USAGE, file=sys.stderr)
        return 2
    for name in generate(Path(arguments[1] if len(arguments) == 2 else "workbooks")):
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
