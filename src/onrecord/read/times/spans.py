"""Rules for weeks, quarters, years and the like, named or told from another time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.read.times import vocabulary as v
from onrecord.read.times.found import Found, mod_of, on, open_value, value_of
from onrecord.read.times.narrative import Expression, Narrative, direction
from onrecord.read.times.periods import Period, holding

_OPEN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "fortnight": "XXXX-WXX",
    "millennium": "X",
    "season": "XXXX",
}
_LONG = ("week", "month", "quarter", "half", "year", "decade", "century", "day")
_NEAR = 8


def unit_in(x: Expression) -> str | None:
    """The calendar unit the expression names last."""
    tokens = [t for t in x.words if t.atom.startswith(("u_", "us_")) or t.atom == "second"]
    return v.unit_of(tokens[-1].low) if tokens else None


def unknown(unit: str, mod: str | None = None) -> Found:
    """A period of which only the unit is known."""
    return open_value(_OPEN.get(unit, "XXXX-XX-XX"), "nothing to count from", mod=mod)


def relative(x: Expression, n: Narrative) -> Found | None:
    """Last week, this year, next month (from publication); the previous day, the following
    year, that week (from the time the story has reached)."""
    unit = unit_in(x)
    if (
        unit is None
        or _is_a_title(x)
        or (unit == "day" and x.has("last", "past", "current", "coming"))
    ):
        return None
    inner = x.has("prev", "following", "that", "same") or (unit == "day" and x.has("next"))
    offset = x.has("next", "following", "coming") - x.has("last", "prev", "past")
    base = n.at(unit) if inner else None
    if base is None and n.published is not None and not (inner and offset > 0):
        base = holding(unit, n.published)
    if base is None:
        return unknown(unit, mod_of(x))
    why = f"{unit} counted from " + ("the time told of" if inner else "publication")
    return _cut_at_publication(x, n, on(base.shift(offset), why, mod_of(x), deictic=not inner))


def _is_a_title(x: Expression) -> bool:
    """This Week, Last Year at Marienbad."""
    return x.words[-1].text[0].isupper() and not x.words[-1].text.isupper()


def _cut_at_publication(x: Expression, n: Narrative, found: Found) -> Found:
    """ "Earlier this year" ends with publication, "later this year" begins with it."""
    if n.published is None or found.begin is None or found.end is None:
        return found
    today = n.published.isoformat()
    if not found.begin <= today <= found.end or not x.has("earlier", "later"):
        return found
    begin, end = (found.begin, today) if x.has("earlier") else (today, found.end)
    return Found(
        "DATE", found.value, found.why, None, begin, end, period=found.period, deictic=True
    )


def edge_of_unit(x: Expression, n: Narrative) -> Found | None:
    """Year-end, the end of the month, later in the day, the beginning of next year."""
    unit = unit_in(x)
    if unit is None:
        return None
    mod = mod_of(x)
    if x.has("hyphen", "poss") or len(x.words) <= 2 + x.has("approx", "over"):
        return _year_end(x, n)
    base = n.at(unit) if x.has("that") or (x.has("the") and unit == "day") else None
    if base is None and n.published is None:
        return unknown(unit, mod)
    if base is None and n.published is not None:
        base = holding(unit, n.published).shift(x.has("next") - x.has("last"))
    return on(base, f"the {unit} of publication", mod) if base else None


def _year_end(x: Expression, n: Narrative) -> Found | None:
    """Year-end: the last day of the year of publication."""
    if n.published is None:
        return open_value("XXXX-12-31", "the year is not known", mod=_approx(x))
    return on(Period("day", date(n.published.year, 12, 31)), "the year of publication", _approx(x))


def weekend(x: Expression, n: Narrative) -> Found | None:
    """The weekend just past, unless "this", "next" or the tense says the coming one."""
    if len(x.words) == 1 and x.low(-1) in ("a", "every", "each", "per"):
        return None
    if n.published is None:
        return unknown("weekend", mod_of(x))
    own = holding("weekend", n.published)
    base = n.at("week") if x.has("that", "following", "prev") else None
    if base is not None:
        target = holding("weekend", base.start).shift(x.has("following") - x.has("prev"))
        return on(target, "the weekend of the time told of", mod_of(x))
    ahead = x.has("next", "coming") or (not x.has("last", "past") and direction(x) == "future")
    begun = own.start <= n.published
    if x.has("this") and not ahead:
        ahead = n.published.isoweekday() >= 3
    target = own if ahead or begun else own.shift(-1)
    if begun and x.has("last"):
        target = own.shift(-1)
    return on(target, "the weekend that fits the tense", mod_of(x), deictic=True)


def quarter(x: Expression, n: Narrative) -> Found | None:
    """The third quarter (of a year, the story's, or the latest), the year-earlier quarter."""
    ordinal, year = x.first("ord", "second"), x.first("year4")
    if ordinal is None:
        return _quarter_told(x, n, (year is not None and int(year.number or 0)) or None)
    number = int(ordinal.number or 0)
    if not 1 <= number <= 4:
        return None
    if year is not None:
        start = date(int(year.number or 0), 3 * number - 2, 1)
        return on(Period("quarter", start), "as given", mod_of(x))
    if n.published is None:
        return open_value(f"XXXX-Q{number}", "the year is not known", mod=mod_of(x))
    found = on(_quarter_near(x, n, number, n.published), "the quarter that fits", mod_of(x))
    return _aside(found) if x.has("ago", "earlier") else found


def _quarter_near(x: Expression, n: Narrative, number: int, published: date) -> Period:
    own = Period("quarter", date(published.year, 3 * number - 2, 1))
    if x.has("ago", "earlier"):
        return (own if own.start <= published else own.shift(-4)).shift(-4)
    if x.has("last", "this", "next") and x.has("u_year"):
        return own.shift(4 * (x.has("next") - x.has("last")))
    if own.start > published and direction(x) != "future":
        return own.shift(-4)
    return own.shift(4) if own.end < published and _announced(x) else own


def _announced(x: Expression) -> bool:
    """Whether "will" or "next" stands close before: only then is a past quarter the next one."""
    close = x.tokens[max(x.start - _NEAR, 0) : x.start]
    return any(t.low in ("will", "expects", "expected") for t in close) and x.has("next")


def _quarter_told(x: Expression, n: Narrative, year: int | None) -> Found | None:
    known = n.quarter
    if known is None and n.published is not None:
        known = holding("quarter", n.published).shift(-(not x.has("this") and _not_current(x)))
    if known is None:
        return unknown("quarter")
    if year is not None:
        known = known.shift(4 * (year - known.start.year))
    elif x.has("ago", "earlier"):
        known = known.shift(-4)
    return _aside(on(known, "the quarter told of"))


def _not_current(x: Expression) -> bool:
    return all(t.low != "current" for t in x.words)


def _aside(found: Found) -> Found:
    """A period only compared with: the story stays where it is."""
    return replace(found, period=None)


def year_ago(x: Expression, n: Narrative) -> Found | None:
    """Year-earlier, the year-ago period: the like period one year before the one told of."""
    base = n.quarter or n.told or (Period("day", n.published) if n.published else None)
    if base is None:
        return unknown("year")
    same = base if base.unit in ("quarter", "half", "month") else holding("year", base.start)
    years = 12 // {"quarter": 3, "half": 6, "month": 1}.get(same.unit, 12)
    return _aside(on(same.shift(-years), "one year before the period told of"))


def half(x: Expression, n: Narrative) -> Found | None:
    """The first half of 1990, the last half of the '80s, the second half of the year."""
    last = any(t.low in ("second", "last", "2nd", "other") for t in x.words)
    decade_token = x.first("decade")
    if decade_token is not None:
        decade = decade_named(decade_token.low)
        return on(decade, "as given", "END" if last else "START") if decade else None
    year = x.first("year4")
    if year is None and (x.first("u_year") is None or n.published is None):
        return None
    base = int(year.number or 0) if year else n.published.year if n.published else 0
    base += 0 if year else x.has("next") - (sum(t.low == "last" for t in x.words) > 1)
    return on(Period("half", date(base, 7 if last else 1, 1)), "as given", mod_of(x))


def century(x: Expression, n: Narrative) -> Found | None:
    """The 11th century has value 10: the years 1000 to 1099."""
    token, unit = x.first("ord", "second"), unit_in(x)
    number = int(token.number or 0) if token else 0
    if unit != "century" or not 1 <= number <= 21:
        return None
    return on(Period("century", date(max(100 * (number - 1), 1), 1, 1)), "as given", mod_of(x))


def decade_named(low: str) -> Period | None:
    """The 1990s, the '80s, the eighties: the twentieth century unless four figures say other."""
    tens = v.DECADES_IN_WORDS.get(low)
    if tens is None:
        digits = "".join(c for c in low if c.isdigit())
        if len(digits) == 4:
            return Period("decade", date(int(digits), 1, 1))
        tens = int(digits)
    return Period("decade", date((1900 if tens >= 20 else 2000) + tens, 1, 1))


def decade(x: Expression, n: Narrative) -> Found | None:
    """A decade, with "early", "mid" or "late"; not ages ("in his 60s") or temperatures."""
    token = x.first("decade")
    if token is None:
        return None
    digits = sum(c.isdigit() for c in token.low)
    if (digits != 4 and not x.has("the")) or (digits == 2 and x.low(-1) in ("his", "her", "their")):
        return None
    found = decade_named(token.low)
    return on(found, "as given", mod_of(x)) if found else None


def fiscal_year(x: Expression, n: Narrative) -> Found | None:
    """Fiscal 1988, the current fiscal year; kept as the calendar year's number, since where a
    body's fiscal year begins is not in the text."""
    token = x.first("year4")
    if token is not None:
        number = int(token.number or 0)
    elif n.published is None:
        return unknown("year")
    else:
        number = n.published.year + x.has("next") - x.has("last")
    why = "fiscal year; its first day is not known"
    if x.low(1) == "ended":
        return Found("DURATION", "P1Y", "length")
    return Found("DATE", f"{number}", why, period=Period("year", date(number, 1, 1)))


def definite(x: Expression, n: Narrative) -> Found | None:
    """The year, the week: the one of publication; "the year ended March 31" is a duration."""
    unit = unit_in(x)
    if unit is None or x.low(1) in ("of", "when", "that", "after", "before", "-", "in"):
        return None
    if unit == "quarter":
        return _quarter_told(x, n, None)
    if x.low(1) in ("ended", "ending", "to", "through"):
        return Found("DURATION", {"year": "P1Y", "month": "P1M"}.get(unit, "P1W"), "one")
    if unit not in ("year", "week", "decade") or n.published is None:
        return None
    if unit == "decade" and n.told is not None:
        return on(holding(unit, n.told.start), "the decade told of")
    return on(holding(unit, n.published), f"the {unit} of publication", deictic=True)


def ago(x: Expression, n: Narrative) -> Found | None:
    """Ten days ago, two years ago: as fine as the unit named; vague counts are PAST_REF."""
    counted = amount(x)
    if counted is None:
        return Found("DATE", "PAST_REF", "before publication, by an unstated time")
    count, unit = counted
    if unit == "year" and count == 1 and n.quarter is not None and x.has("a"):
        return _aside(on(n.quarter.shift(-4), "one year before the quarter told of", _approx(x)))
    if n.published is None:
        return unknown(unit, _approx(x))
    return _moved(n.published, -count, unit, f"{_plain(count)} {unit}s before publication", x)


def offset(x: Expression, n: Narrative) -> Found | None:
    """A day earlier, three weeks later, the night before: from the time the story has reached."""
    earlier = x.has("earlier", "before")
    if x.has("tod"):
        day = n.at("day") or (Period("day", n.published) if n.published else None)
        part = next(v.DAY_PARTS[t.low] for t in x.words if t.atom == "tod")
        return on(day.shift(-1 if earlier else 1), "told of", None, part) if day else None
    unit = unit_in(x)
    counted = amount(x) or (None if x.has("vague") else (1.0, unit or "day"))
    if counted is None:
        return Found("DURATION", value_of(None, unit or "day"), "a length not stated")
    count, unit = counted
    if earlier and unit == "year" and count == 1 and n.quarter is not None:
        return _aside(on(n.quarter.shift(-4), "one year before the quarter told of", _approx(x)))
    finer = unit if unit in _LONG else "day"
    base = n.at(finer) or n.told or n.latest
    start = base.start if base else n.published if earlier or n.published is None else None
    if start is None:
        return unknown(unit) if earlier else Found("DURATION", value_of(count, unit), "length")
    sign = -1 if earlier else 1
    return _moved(
        start, sign * count, unit, f"{_plain(count)} {unit}s from the time told of", x, False
    )


def _plain(count: float) -> str:
    return f"{count:g}"


def _approx(x: Expression) -> str | None:
    token = x.first("approx", "over")
    return v.BOUNDS[" ".join(token.low.split())] if token else None


def _moved(
    start: date, count: float, unit: str, why: str, x: Expression, deictic: bool = True
) -> Found | None:
    if unit in ("second", "minute", "hour"):
        days = count / {"hour": 24, "minute": 1440, "second": 86400}[unit]
        day = start + timedelta(round(days) if abs(days) >= 1 else 0)
        return on(Period("day", day), why, _approx(x), deictic=deictic)
    if count != int(count):
        finer = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100)}
        unit, factor = finer.get(unit, ("day", {"week": 7, "month": 30}.get(unit, 1)))
        count = round(count * factor)
    if unit in ("fortnight",):
        unit, count = "week", 2 * count
    if unit in ("decade", "century", "millennium"):
        unit, count = "year", count * {"decade": 10, "century": 100, "millennium": 1000}[unit]
    try:
        period = holding(unit, start).shift(int(count))
    except (OverflowError, ValueError):
        return Found("DATE", "PAST_REF" if count < 0 else "FUTURE_REF", "beyond the calendar")
    return on(period, why, _approx(x), deictic=deictic)


def amount(x: Expression) -> tuple[float, str] | None:
    """How many of which unit; ``None`` where the count is vague or there is none."""
    unit = unit_in(x)
    number = x.first("num", "dayn", "year4")
    if unit is None or x.has("vague"):
        return _couple(x, unit)
    if number is not None and number.number is not None:
        return number.number + (0.5 if x.has("half") else 0.0), unit
    if x.has("half"):
        return (1.5 if x.has("and") else 0.5), unit
    return (1.0, unit) if x.has("a") else None


def _couple(x: Expression, unit: str | None) -> tuple[float, str] | None:
    """A couple is read as two."""
    return (2.0, unit) if unit and any(t.low == "couple" for t in x.words) else None


RULES: dict[str, Callable[[Expression, Narrative], Found | None]] = {
    "relative": relative,
    "edge_of_unit": edge_of_unit,
    "weekend": weekend,
    "quarter": quarter,
    "year_ago": year_ago,
    "half": half,
    "century": century,
    "decade": decade,
    "fiscal_year": fiscal_year,
    "definite": definite,
    "ago": ago,
    "offset": offset,
}
