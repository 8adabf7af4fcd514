"""Dates as people give them: a year, a month, a day or a moment, as bounds for comparing."""

import re
from datetime import date, timedelta

from onrecord.ask.errors import QuestionError

PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(T[0-9:.+\-Z]*)?)?)?")


def period(text: str) -> tuple[str, str]:
    """First day of the period and first day after it, as ISO dates.

    ``2026`` is the year, ``2026-03`` the month, ``2026-03-05`` (or a moment in it) the day.
    Raises ``QuestionError`` for anything else and for days that do not exist.
    """
    found = PERIOD.fullmatch(text.strip())
    if found is None:
        raise QuestionError(f"{text!r} is not a date: write 2026, 2026-03 or 2026-03-05")
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    try:
        begin = date(year or 0, month or 1, day or 1)
        return begin.isoformat(), _after(begin, month, day).isoformat()
    except (ValueError, OverflowError) as error:
        raise QuestionError(f"{text!r} is not a date of the calendar") from error


def _after(begin: date, month: int | None, day: int | None) -> date:
    if day is not None:
        return begin + timedelta(days=1)
    if month is not None:
        return (begin + timedelta(days=31)).replace(day=1)
    return begin.replace(year=begin.year + 1)
