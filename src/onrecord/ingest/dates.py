"""Dates as news pages, feeds and people write them, to ISO 8601."""

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
    )
)
_SLASHED = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.]((?:1[89]|20)\d\d)\b")
_YEAR_FIRST = re.compile(r"^((?:1[89]|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\b")
_COMPACT = re.compile(r"^((?:1[89]|20)\d\d)(\d\d)(\d\d)(?!\d)")
_PARTIAL = re.compile(r"^(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?$")
_CLOCK = re.compile(
    r"\b(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>[A-Z]{3,4}\b|Z\b|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420,
    "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip


def parse_date(text: str) -> str:
    """ISO 8601 date or date-time of ``text``, as precise as it is.

    Takes ISO 8601, RFC 2822 and the common English ways of news pages. Raises ``ValueError``
    with a message that says what is expected, also where day and month could be swapped.

    >>> parse_date("Friday 28 August 2026"), parse_date("Nov. 14, 2025, 10:15 a.m. GMT")
    ('2026-08-28', '2025-11-14T10:15:00+00:00')
    """
    stripped = " ".join(text.split())
    for reader in (_iso, _written, _numeric, _rfc2822):
        found = reader(stripped)
        if found is not None:
            return found
    raise ValueError(f"{stripped[:60]!r} is not a date; write it as 2025-11-14")


def find_date(text: str) -> str | None:
    """The first date with a year written out in words in ``text`` (no time of day)."""
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match:
            return _checked(match["year"], _MONTHS[match["month"].lower()], match["day"])
    return None


def _iso(text: str) -> str | None:
    if _PARTIAL.match(text):
        return text
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        stamp = re.sub(r"(\d)\s+([+-])", r"\1\2", re.sub(r"\s*(?:UTC|GMT)$", "Z", text))
        return datetime.fromisoformat(stamp).isoformat()
    except ValueError:
        return _checked(text[:4], text[5:7], text[8:10]) if len(text) > 10 else None


def _written(text: str) -> str | None:
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match:
            day = _checked(match["year"], _MONTHS[match["month"].lower()], match["day"])
            rest = text[: match.start()] + " " + text[match.end() :]
            return day and day + _time_of_day(rest)
    return None


def _numeric(text: str) -> str | None:
    for pattern in (_YEAR_FIRST, _COMPACT):
        match = pattern.match(text)
        if match:
            return _checked(*match.groups())
    match = _SLASHED.match(text)
    if not match:
        return None
    one, two, year = match[1], match[2], match[3]
    if int(one) <= 12 and int(two) <= 12 and int(one) != int(two):
        raise ValueError(f"{text[:60]!r} could be two dates; write it as {year}-MM-DD")
    return _checked(year, two, one) or _checked(year, one, two)


def _rfc2822(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _checked(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _time_of_day(text: str) -> str:
    match = _CLOCK.search(text)
    if not match:
        return ""
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if hour > 23:
        return ""
    return f"T{hour:02}:{match['minute']}:{match['second'] or '00'}{_offset(match['zone'])}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        return f"{zone[:3]}:{zone[-2:]}"
    minutes = _ZONES.get(zone.upper())
    if minutes is None:
        return ""
    stamp = datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes)))
    return stamp.isoformat()[19:]
