"""The office folder (工作目录): its paths, whole-or-not writing, originals, journal, lock and their proof."""

from lzxl.office.errors import OfficeError

__all__ = ["OfficeError"]
