"""Days and shares as official Chinese paper writes them."""

from datetime import date

_DIGITS = "○一二三四五六七八九"


def day_words(day: date | None) -> str:
    """Return a day in figures, as GB/T 9704 wants it: 2026年11月25日; without a day the blanks to fill in."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "年  月  日"


def chinese_number(number: int) -> str:
    """Return a whole number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def percent(share: float | None) -> str:
    """Return a share (0 to 1) as a whole percentage, never 100% while something is missing; — where nothing is owed."""
    if share is None:
        return "—"
    return "100%" if share >= 1 else f"{min(round(share * 100), 99)}%"
