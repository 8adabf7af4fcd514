"""Rules for days told from the day of the report, parts of the day and clock times."""

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.read.times.dates import day_of, day_part, weekday_number
from onrecord.read.times.found import Found, at_clock, mod_of, on, open_value
from onrecord.read.times.narrative import Expression, Narrative, direction
from onrecord.read.times.periods import Period
from onrecord.read.times.tokens import Token

_PAPERS = frozenset(
    str.split(
        "times telegraph mirror express mail herald post news globe tribune independent people age "
        "sun star standard world journal review magazine monitor chronicle football"
    )
)
_AT = frozenset(str.split("at by until till before after around about from to since near"))
_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def named_after_day(x: Expression) -> bool:
    """Whether the word is part of a title: The Sunday Times, Bloody Sunday, Daily Mail."""
    after, before = x.near(1), x.near(-1)
    paper = after is not None and after.text[:1].isupper() and after.low in _PAPERS
    return paper or (before is not None and before.low in ("bloody", "super", "cyber", "sheffield"))


def weekday(x: Expression, n: Narrative) -> Found | None:
    """A weekday. Bare, in a clause of the past, it is the latest on or before publication;
    in a clause of the future the first on or after it."""
    token = x.first("weekday")
    if token is None or named_after_day(x):
        return None
    index, part, mod = weekday_number(token), day_part(x), mod_of(x)
    if n.published is None:
        value = f"XXXX-WXX-{index}" + (f"T{part}" if part else "")
        return open_value(value, "the week is not known", "TIME" if part else "DATE", mod)
    day, why = _weekday_near(x, n, index, n.published)
    return on(Period("day", day), why, mod, part, deictic=True)


def _weekday_near(x: Expression, n: Narrative, index: int, published: date) -> tuple[date, str]:
    back = (published.isoweekday() - index) % 7
    ahead = (index - published.isoweekday()) % 7
    reference = n.at("day")
    if x.has("following") and reference is not None:
        gap = (index - reference.start.isoweekday()) % 7 or 7
        return reference.start + timedelta(gap), "the first such day after the one told of"
    if x.has("prev") and reference is not None:
        gap = (reference.start.isoweekday() - index) % 7 or 7
        return reference.start - timedelta(gap), "the last such day before the one told of"
    if x.has("last", "past"):
        return published - timedelta(back or 7), "the last such day before publication"
    if x.has("next"):
        return published + timedelta(ahead or 7), "the next such day after publication"
    if x.has("this", "coming"):
        past = x.has("past") or (ahead > 2 and direction(x) == "past")
        return published + timedelta(-back if past else ahead), "the nearest such day"
    if x.low(1) not in ("'s", "’s") and direction(x) == "future":
        return published + timedelta(ahead), "the clause is of the future: on or after publication"
    return published - timedelta(back), "the last such day on or before publication"


def weekly(x: Expression, n: Narrative) -> Found | None:
    """Every Monday, Sundays: a set."""
    token = x.first("weekday", "weekdays")
    if token is None or named_after_day(x):
        return None
    part = day_part(x)
    value = f"XXXX-WXX-{weekday_number(token)}" + (f"T{part}" if part else "")
    return Found("SET", value, "each such weekday")


def deictic(x: Expression, n: Narrative) -> Found | None:
    """Today, yesterday, tomorrow and their parts, counted from publication."""
    token = x.first(*_OFFSETS)
    if token is None or _is_a_title(x, token):
        return None
    part = day_part(x)
    if n.published is None:
        value = "XXXX-XX-XX" + (f"T{part}" if part else "")
        return open_value(value, "the day is not known", "TIME" if part else "DATE", mod_of(x))
    day = n.published + timedelta(_OFFSETS[token.atom])
    return on(Period("day", day), f"{token.low}, counted from publication", mod_of(x), part, True)


def _is_a_title(x: Expression, token: Token) -> bool:
    """USA Today, Russia Today, the Today programme."""
    before = x.near(-1) if token is x.words[0] else None
    if not token.text[0].isupper() or before is None or not token.low.startswith("to"):
        return False
    return (before.text[0].isupper() and before.atom == "none") or before.low == "the"


def part_of_day(x: Expression, n: Narrative) -> Found | None:
    """This morning, last night, that evening, mid-afternoon."""
    part = day_part(x)
    reference = n.at("day") if x.has("that", "same", "following", "prev", "next") else None
    if reference is None:
        if x.has("today", "yesterday", "tomorrow"):
            return deictic(x, n)
        if n.published is None:
            return open_value(f"XXXX-XX-XXT{part}", "the day is not known", "TIME", mod_of(x))
        reference = Period("day", n.published)
    offset = x.has("following", "next") - x.has("last", "prev")
    day = reference.shift(offset)
    return on(day, "the part of that day", mod_of(x), part, True)


def clock(x: Expression, n: Narrative) -> Found | None:
    """An hour, on the day given with it, else on the day the story has reached."""
    hour = _clock(x)
    if hour is None or (len(x.words) == 1 and not _at_an_hour(x)):
        return None
    approx = "APPROX" if any(t.low in ("about", "around") for t in x.words) else mod_of(x)
    day = _day_with(x, n)
    if isinstance(day, Found) or day is None:
        stem = day.value if isinstance(day, Found) else "XXXX-XX-XX"
        return open_value(f"{stem}T{hour}", "the day is not known", "TIME", approx)
    return at_clock(day, hour, "the hour on that day", approx, not x.has("month", "mabbr"))


def _at_an_hour(x: Expression) -> bool:
    return not x.has("noon") or x.low(-1) in _AT


def _day_with(x: Expression, n: Narrative) -> Period | Found | None:
    if x.has("month", "mabbr"):
        return day_of(_date_part(x), n)
    if x.has("weekday"):
        return weekday_period(x, n)
    if n.published is None:
        return n.at("day")
    if x.has(*_OFFSETS):
        token = x.first(*_OFFSETS)
        return Period("day", n.published + timedelta(_OFFSETS[token.atom if token else "today"]))
    return n.at("day") or Period("day", n.published)


def _date_part(x: Expression) -> Expression:
    """The month and day of an expression whose other part is a clock time."""
    month = next(i for i in range(x.start, x.end) if x.tokens[i].atom in ("month", "mabbr"))
    day_after = month + 1 < x.end and x.tokens[month + 1].atom in ("dayn", "ord")
    begin = month if day_after else max(month - 2, x.start)
    return Expression(x.rule, x.tokens, begin, min(month + 4, x.end))


def weekday_period(x: Expression, n: Narrative) -> Period | Found | None:
    """The day of the weekday an expression names."""
    found = weekday(x, n)
    if found is None or found.period is None:
        return open_value(found.value[:10], found.why) if found else None
    return found.period


def _clock(x: Expression) -> str | None:
    """HH:MM of the clock words, ``None`` where they are no time of day."""
    noon, ampm = x.first("noon"), x.first("ampm")
    if noon is not None:
        return "24:00" if noon.low == "midnight" else "12:00"
    hour, minute = _hour_and_minute(x, ampm is not None)
    if hour is None or not (0 <= hour <= 24 and 0 <= minute <= 59):
        return None
    if ampm is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if ampm.low.startswith("p") else 0)
    elif x.has("in", "tod") and x.has("tod"):
        hour = hour % 12 + (
            12 if day_part(x) in ("AF", "EV") or (hour > 6 and day_part(x) == "NI") else 0
        )
    elif not (x.has("tz", "oclock") or x.low(-1) in ("at", "by", "until", "around")):
        return None
    return f"{hour:02}:{minute:02}"


def _hour_and_minute(x: Expression, ampm: bool) -> tuple[int | None, int]:
    token = x.first("clock")
    if token is not None:
        hour, minute = token.low.split(":")[:2]
        return int(hour), int(minute)
    for i in range(x.start, x.end - 1):
        if x.tokens[i + 1].atom in ("ampm", "oclock", "in"):
            number = x.tokens[i].number or 0.0
            return (int(number), 0) if number == int(number) else (None, 0)
    return None, 0


RULES: dict[str, Callable[[Expression, Narrative], Found | None]] = {
    "weekday": weekday,
    "weekly": weekly,
    "deictic": deictic,
    "part_of_day": part_of_day,
    "clock": clock,
}
