"""Rules for durations, sets and words that only point at past, present or future."""

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.read.times import vocabulary as v
from onrecord.read.times.dates import month_number
from onrecord.read.times.found import Found, value_of
from onrecord.read.times.narrative import Expression, Narrative
from onrecord.read.times.periods import add_months
from onrecord.read.times.spans import amount, unit_in

_RATE_BEFORE = frozenset(str.split("% percent cents cent dollars times share euros pounds miles"))
_FOR = frozenset(
    str.split("for in within over after during of took lasted last spent some through")
)


def _mod(x: Expression) -> str | None:
    token = x.first("approx", "over")
    return v.BOUNDS[" ".join(token.low.split())] if token else None


def _days_back(day: date, count: float, unit: str, sign: int) -> date | None:
    """The day a whole number of units away, ``None`` beyond the calendar or below a day."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    try:
        if days is not None:
            return day + timedelta(sign * round(count * days))
        return add_months(day, sign * round(count * months[unit])) if unit in months else None
    except OverflowError:
        return None


def duration(x: Expression, n: Narrative) -> Found | None:
    """Three months, two and a half years, a five-year (plan), several weeks."""
    unit = unit_in(x)
    if unit is None or _no_duration(x):
        return None
    counted = amount(x)
    count = None if counted is None else counted[0]
    if counted is None and not x.has("vague"):
        count = 1.0
    return Found("DURATION", _joined(x) or value_of(count, unit), "length", _mod(x))


def _joined(x: Expression) -> str | None:
    """Two units joined: "five years and three months", "a minute and thirty seconds"."""
    units = [t for t in x.words if t.atom.startswith(("u_", "us_"))]
    if len(units) != 2 or x.has("to"):
        return None
    numbers = [t.number or 1.0 for t in x.words if t.atom in ("num", "dayn", "year4")] + [1.0]
    first, second = (value_of(c, v.unit_of(t.low)) for c, t in zip(numbers, units, strict=False))
    tail = second.removeprefix("P")
    return first + (tail.removeprefix("T") if "T" in first else tail)


def _no_duration(x: Expression) -> bool:
    """Rates ("$2 a share, 40 flights a week"), ages, ordinals and counted quarters."""
    after, before, unit = x.low(1), x.low(-1), unit_in(x)
    if after == "old" or (after == "-" and x.low(2) == "old") or after in ("olds",):
        return True
    if unit == "second" and (x.has("a") or not x.has("num", "dayn", "vague")):
        return True
    if unit in ("quarter", "half") and (x.has("a") or after in ("mile", "-")):
        return True
    if unit == "quarter" and after == "of" and x.low(2) in ("the", "its", "their", "all", "them"):
        return True
    if unit == "quarter" and after == "of" and x.has("hyphen"):
        return True
    if any(t.text[0].isupper() and t.atom.startswith("us_") for t in x.words[1:]):
        return True
    if len(x.words) == 2 and x.words[0].low in ("a", "an"):
        return _is_rate(x)
    return before in ("$", "£", "€")


def _is_rate(x: Expression) -> bool:
    before = x.near(-1)
    if before is None:
        return False
    if before.low in _RATE_BEFORE or before.number is not None or before.text[0].isdigit():
        return True
    if before.atom.startswith("us_"):
        return True
    plural = before.low.endswith("s") and len(before.low) > 3 and before.atom == "none"
    return plural and before.low not in ("takes", "lasts", "spends", "was", "as", "less")


def stretch(x: Expression, n: Narrative) -> Found | None:
    """The past five years, the next two weeks: a duration that ends or begins with publication."""
    unit = unit_in(x)
    if unit is None:
        return None
    counted = amount(x)
    if counted is None and not x.has("vague"):
        counted = (1.0, unit)
    ahead = x.has("next", "coming", "following")
    value = value_of(counted[0] if counted else None, unit)
    told = n.at("day") if x.has("prev", "following") else None
    base = told.start if told else n.published
    edge = _days_back(base, counted[0], unit, 1 if ahead else -1) if base and counted else None
    if base is None or edge is None or x.low(1) == "of":
        return Found("DURATION", value, "length", _mod(x))
    begin, end = sorted((base, edge))
    why = "counted from publication"
    return Found("DURATION", value, why, _mod(x), begin.isoformat(), end.isoformat())


def first_units(x: Expression, n: Narrative) -> Found | None:
    """The first nine months (of 1997): a duration, with its interval where the year is known."""
    unit, number = unit_in_plural(x), x.first("num", "dayn")
    year = x.near(2) if x.low(1) == "of" else None
    if unit is None or number is None or number.number is None:
        return None
    value = value_of(number.number, unit)
    start = date(int(year.number or 0), 1, 1) if year and year.atom == "year4" else None
    first = any(t.number == 1 and t.atom == "ord" for t in x.words)
    after = _days_back(start, number.number, unit, 1) if start and first else None
    if start is None or after is None:
        return Found("DURATION", value, "length")
    end = (after - timedelta(1)).isoformat()
    return Found("DURATION", value, "from the start of the year", None, start.isoformat(), end)


def unit_in_plural(x: Expression) -> str | None:
    """The unit of its plural noun: months in "the first nine months of the year"."""
    token = next((t for t in x.words if t.atom.startswith("us_")), None)
    return v.unit_of(token.low) if token else None


def units(x: Expression, n: Narrative) -> Found | None:
    """Weeks, years: a vague duration, where a preposition of time stands before or after."""
    before, after = x.low(-1), x.low(1)
    unit = v.unit_of(x.words[0].low)
    if unit in ("second", "quarter", "half"):
        return None
    if before in ("for", "in", "within") or after in ("before", "after", "later", "ago", "earlier"):
        return Found("DURATION", value_of(None, unit), "a length not stated")
    return None


def ahead(x: Expression, n: Narrative) -> Found | None:
    """The weeks ahead."""
    unit = unit_in(x)
    return Found("DURATION", value_of(None, unit), "a length not stated") if unit else None


def some_units(x: Expression, n: Narrative) -> Found | None:
    """Recent months, coming weeks: past or future without a date."""
    value = "PAST_REF" if x.has("recent") else "FUTURE_REF"
    return Found("DATE", value, "no date can be known")


def repeated(x: Expression, n: Narrative) -> Found | None:
    """Every day, each year, every two weeks, every summer, every January."""
    month, season, part = x.first("month"), x.first("season"), x.first("tod")
    if x.has("of"):
        return duration_of_each(x)
    if month is not None:
        return Found("SET", f"XXXX-{month_number(month):02}", "each such month")
    if season is not None:
        return Found("SET", f"XXXX-{v.SEASONS[season.low]}", "each such season")
    if part is not None:
        return Found("SET", f"XXXX-XX-XXT{v.DAY_PARTS[part.low]}", "each such part of the day")
    return _period_of_set(x)


def _period_of_set(x: Expression) -> Found | None:
    unit, number = unit_in(x), x.first("num", "dayn", "ord", "second")
    if unit is None or (unit == "second" and number is None):
        return None
    count: float | None = number.number if number else 1.0
    if x.has("other") or (number is not None and number.atom == "second"):
        count = 2.0
    return Found("SET", value_of(None if x.has("vague") else count, unit), "each such period")


def duration_of_each(x: Expression) -> Found | None:
    """Each of the past three years."""
    unit, counted = unit_in(x), amount(x)
    return (
        Found("DURATION", value_of(counted[0] if counted else None, unit), "length")
        if unit
        else None
    )


def rate(x: Expression, n: Narrative) -> Found | None:
    """Twice a week, three times per day: a set, by the period."""
    unit = unit_in(x)
    return Found("SET", value_of(1.0, unit), "so often in each period") if unit else None


def frequency(x: Expression, n: Narrative) -> Found | None:
    """Daily, annual, weekly; not in names (Daily Mail)."""
    token, before, after = x.words[0], x.near(-1), x.near(1)
    if token.text[0].isupper():
        named = before is not None and before.text[:1].isupper()
        if named or (after is not None and after.text[:1].isupper()):
            return None
    if token.low in ("annual", "quarterly") and after is not None and after.text.isalpha():
        return None
    return Found("SET", v.FREQUENCIES[token.low], "so often")


def reference(x: Expression, n: Narrative) -> Found | None:
    """Now, currently, recently, soon."""
    token, after = x.words[0], x.low(1)
    if token.low == "soon" and ("as" in (x.low(-1), after) or x.low(-1) == "too"):
        return None
    if (token.low == "now" and after in ("-", "that")) or x.low(-1) == "-":
        return None
    if token.text.isupper() or token.low == "latest":
        return None
    value = v.REFERENCES.get(token.low) or ("PAST_REF" if token.atom == "recent" else "PRESENT_REF")
    return Found("DATE", value, "no date can be known")


def present(x: Expression, n: Narrative) -> Found | None:
    """At the moment, at present, at this time."""
    return Found("DATE", "PRESENT_REF", "the time of writing")


def past_reference(x: Expression, n: Narrative) -> Found | None:
    """At the time, by that time, in the past."""
    return Found("DATE", "PAST_REF", "no date can be known")


def future_reference(x: Expression, n: Narrative) -> Found | None:
    """The future, the near future."""
    return Found("DATE", "FUTURE_REF", "no date can be known")


RULES: dict[str, Callable[[Expression, Narrative], Found | None]] = {
    "duration": duration,
    "stretch": stretch,
    "first_units": first_units,
    "units": units,
    "ahead": ahead,
    "some_units": some_units,
    "repeated": repeated,
    "rate": rate,
    "frequency": frequency,
    "reference": reference,
    "present": present,
    "past_reference": past_reference,
    "future_reference": future_reference,
}
