"""The day of a run: the day in China, or the one that a command says."""

from datetime import date, datetime

from lzxl.intake.mail import BEIJING
from lzxl.office.errors import OfficeError


def beijing_today() -> date:
    """Return the day in China: the same for the clock as for the times at which files came."""
    return datetime.now(BEIJING).date()


def day_of(text: str | None) -> date:
    """Return the day that a command says, today where it says none."""
    if text is None:
        return beijing_today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OfficeError(f"--today 的日期“{text}”不对,请写成 2026-09-01 这样。") from None
