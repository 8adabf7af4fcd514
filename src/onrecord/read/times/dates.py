"""Rules for calendar dates: days and months by name or number, holidays, years."""

import re
from collections.abc import Callable
from datetime import date

from onrecord.read.times import vocabulary as v
from onrecord.read.times.found import Found, mod_of, on, open_value
from onrecord.read.times.holidays import holiday as date_of_holiday
from onrecord.read.times.holidays import known_by_event
from onrecord.read.times.narrative import Expression, Narrative, direction
from onrecord.read.times.periods import Period, holding, season
from onrecord.read.times.tokens import Token

#: Days from publication beyond which tense decides the year of a date.
_FAR = 120
#: Months ahead within which a month is the coming one unless a verb of the past stands close.
_SOON = 2
_NAMES_TOO = frozenset({"may", "march", "april", "june", "august"})
_SAID = frozenset(str.split("said says say told tells has had was is who added added"))
_NOT_YEAR_AFTER = frozenset(
    str.split(
        "people troops soldiers dollars euros pounds miles kilometers kilometres metres meters "
        "feet points percent per words jobs workers "
        "employees homes houses units shares votes barrels "
        "acres tons tonnes megawatts mw km kg lbs square calls men women"
    )
)
_YEAR_BEFORE = frozenset(
    str.split("in since of by from until till before after around circa and to")
)
_NO_YEAR_BEFORE = frozenset(
    str.split("# no number route highway flight room page section than $ £ €")
)


def stamp(x: Expression, n: Narrative) -> Found | None:
    """2025-11-12, 2025-11-12 14:30, 11/12/2025 (month first where it can be), 9/11."""
    token = x.words[0]
    if token.atom == "nine":
        return on(Period("day", date(2001, 9, 11)), "the day known as 9/11")
    if token.atom == "slash":
        return _slash(token.low)
    day = _date(*map(int, token.low[:10].split("-")))
    if day is None:
        return None
    found = on(Period("day", day), "date in figures")
    if len(token.low) == 10:
        return found
    value = token.text.replace(" ", "T")
    return Found("TIME", value, found.why, None, value, value, period=found.period)


def _slash(low: str) -> Found | None:
    first, second, year = map(int, low.split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    day = _date(year, first, second) or _date(year, second, first)
    return on(Period("day", day), "date in figures") if day else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(token: Token) -> int:
    """1 to 12 for a token that names a month."""
    low = token.low.rstrip(".")
    return v.MONTHS.get(low) or v.MONTH_ABBREVIATIONS[low]


def weekday_number(token: Token) -> int:
    """1 (Monday) to 7 for a token that names a weekday."""
    low = token.low
    return v.WEEKDAYS.get(low) or v.WEEKDAYS.get(low[:-1]) or v.WEEKDAY_ABBREVIATIONS[low]


def day_part(x: Expression) -> str | None:
    """ "MO", "AF", "EV" or "NI" where the expression names a part of the day."""
    token = x.first("tod")
    if token is not None:
        return v.DAY_PARTS[token.low]
    return "NI" if any(t.low == "tonight" for t in x.words) else None


def day_of(x: Expression, n: Narrative) -> Period | Found | None:
    """The day a month and day number name, with the year given or found; ``Found`` when open."""
    month, number = x.first("month", "mabbr"), x.first("dayn", "ord")
    if month is None or number is None or not 1 <= int(number.number or 0) <= 31:
        return None
    index, day, year = month_number(month), int(number.number or 0), x.first("year4")
    if year is not None:
        exact = _date(int(year.number or 0), index, day)
        return Period("day", exact) if exact else None
    after = x.low(1)
    known = known_by_event(index, day, after)
    if known is not None and (n.published is None or date(known, index, day) <= n.published):
        return Period("day", date(known, index, day))
    if n.published is None:
        return open_value(f"XXXX-{index:02}-{day:02}", "the year is not known")
    weekday = x.first("weekday", "wdabbr")
    return _nearest(x, n.published, lambda y: _date(y, index, day), weekday)


def _nearest(
    x: Expression, published: date, of_year: Callable[[int], date | None], weekday: Token | None
) -> Period | None:
    """The occurrence around publication that weekday, or "last" ask for, else the nearest."""
    days = [d for y in range(published.year - 3, published.year + 4) if (d := of_year(y))]
    if weekday is not None:
        fits = [d for d in days if d.isoweekday() == weekday_number(weekday)]
        days = fits or days
    if not days:
        return None
    near = min(days, key=lambda d: abs((d - published).days))
    if weekday is not None and abs((near - published).days) < 300:
        return Period("day", near)
    before = max((d for d in days if d < published), default=near)
    after = min((d for d in days if d > published), default=near)
    if x.has("last", "past"):
        return Period("day", before)
    if x.has("next", "coming"):
        return Period("day", after)
    if x.low(-1) == "ended":
        return Period("day", before)
    if abs((near - published).days) > _FAR:
        lean = direction(x)
        near = {"past": before, "future": after}.get(lean or "", near)
    return Period("day", near)


def date_(x: Expression, n: Narrative) -> Found | None:
    """A month and day, with or without weekday, year and part of the day."""
    day = day_of(x, n)
    if day is None or isinstance(day, Found):
        return day
    why = "date as given" if x.has("year4") else "this date nearest publication"
    return on(day, why, mod_of(x), day_part(x))


def days(x: Expression, n: Narrative) -> Found | None:
    """Two days of one month: "Oct. 12-14"; an ISO 8601 interval."""
    first = day_of(x, n)
    if first is None or isinstance(first, Found):
        return first
    last = x.all("dayn")[-1]
    day = _date(first.start.year, first.start.month, int(last.number or 0))
    if day is None or day <= first.start:
        return on(first, "date as given")
    value = f"{first.value}/{day.isoformat()}"
    why = "from the first day to the last"
    return Found("DATE", value, why, None, first.value, day.isoformat(), period=first)


def second_day(x: Expression, n: Narrative) -> Found | None:
    """The 25 of "April 24 and 25": in the month of the day just told of."""
    number, told = x.words[0].number, n.latest
    day = _date(told.start.year, told.start.month, int(number or 0)) if told else None
    return on(Period("day", day), "in the month just named") if day else None


def holiday(x: Expression, n: Narrative) -> Found | None:
    """A day with a name: the year given, else the one nearest publication."""
    token, year = x.first("holiday"), x.first("year4")
    if token is None:
        return None
    name = "fourth of july" if "july fourth" in re.sub(r"\s+", " ", token.low) else token.low
    if year is not None:
        day = date_of_holiday(name, int(year.number or 0))
    elif n.published is None:
        return open_value("XXXX-XX-XX", "the year is not known")
    else:
        near = _nearest(x, n.published, lambda y: date_of_holiday(name, y), None)
        day = near.start if near else n.published
    unit = next((u for u in ("weekend", "week") if x.has(f"u_{u}")), "day")
    return on(holding(unit, day), f"the date of {re.sub(chr(10), ' ', token.text)}")


def month(x: Expression, n: Narrative) -> Found | None:
    """A month: its year given, named ("June last year"), or found from the tense."""
    token, year = x.first("month", "mabbr"), x.first("year4")
    if token is None or (year is None and _is_a_name(x, token)):
        return None
    index = month_number(token)
    if year is not None:
        return on(Period("month", date(int(year.number or 0), index, 1)), "as given", mod_of(x))
    named = x.first("u_year")
    if n.published is None and not (named and x.has("same", "that", "following")):
        return open_value(f"XXXX-{index:02}", "the year is not known", mod=mod_of(x))
    start = _year_of_month(x, n, index, named is not None)
    if start is None:
        return open_value(f"XXXX-{index:02}", "the year is not known", mod=mod_of(x))
    return on(Period("month", date(start, index, 1)), "the year from tense and context", mod_of(x))


def _is_a_name(x: Expression, token: Token) -> bool:
    """May, March, April and others as a name or verb."""
    if token.atom == "mabbr" and not token.text.endswith(".") and token.low not in ("sept", "oct"):
        return True
    if len(x.words) > 1 or token.low not in _NAMES_TOO:
        return False
    before = x.near(-1)
    if x.low(1) in ("of", "on") and token.low in ("may", "march"):
        return True
    named = before is not None and before.text[:1].isupper() and before.atom == "none"
    first = before is None or before.low in (".", '"', "“", "”")
    verb = first and token.low in ("may", "march") and x.low(1).isalpha()
    return named or verb or x.low(1) in _SAID


def _year_of_month(x: Expression, n: Narrative, index: int, named: bool) -> int | None:
    reference = n.at("year")
    if named and x.has("same", "that", "following"):
        return reference.start.year + x.has("following") if reference else None
    if n.published is None:
        return None
    year, now = n.published.year, n.published.month
    if named:
        return year - x.has("last") + x.has("next")
    if x.has("that"):
        return reference.start.year if reference else None
    if x.has("last", "past"):
        return year if index < now else year - 1
    if x.has("next", "coming"):
        return year if index > now else year + 1
    if x.has("this") or index == now:
        return year
    ahead = (index - now) % 12
    if direction(x) == "future" or (ahead <= _SOON and not _close_past(x)):
        return year if index > now else year + 1
    return year if index < now else year - 1


def _close_past(x: Expression) -> bool:
    """Whether a verb of the past stands within a few words before."""
    near = Expression(x.rule, x.tokens[max(x.start - 7, 0) : x.end], min(x.start, 7), 0)
    return direction(near) == "past"


def season_(x: Expression, n: Narrative) -> Found | None:
    """A season: its year given, "last summer", "this fall"; northern, by the meteorologist."""
    token, year = x.first("season"), x.first("year4")
    if token is None:
        return None
    code, mod = v.SEASONS[token.low], mod_of(x)
    if year is not None:
        return on(season(code, int(year.number or 0)), "as given", mod)
    if x.has("the") and x.low(1) == "of":
        return None
    if n.published is None:
        return open_value(f"XXXX-{code}", "the year is not known", mod=mod)
    return on(_season_near(x, n, code, n.published), "the season that fits the tense", mod)


def _season_near(x: Expression, n: Narrative, code: str, published: date) -> Period:
    years = [season(code, published.year + k) for k in (-2, -1, 0, 1)]
    begun = [s for s in years if s.start <= published]
    if x.has("that") and (reference := n.at("year")) is not None:
        return season(code, reference.start.year)
    if x.has("last", "past"):
        return max((s for s in begun if s.end < published), key=lambda s: s.start)
    if x.has("next", "coming"):
        return min((s for s in years if s.start > published), key=lambda s: s.start)
    future = (x.has("this") and direction(x) != "past") or direction(x) == "future"
    ahead = [s for s in years if s.end >= published]
    return min(ahead, key=lambda s: s.start) if future else begun[-1]


def years(x: Expression, n: Narrative) -> Found | None:
    """A range of years: 2018–2023, 1994-97; an ISO 8601 interval."""
    first, last = x.words[0], x.words[2]
    begin, end = int(first.number or 0), int(last.number or 0)
    if last.atom != "year4":
        end += begin // 100 * 100
    if not last.text.isdigit() or not begin < end <= begin + 99:
        return None
    why = "from the first year to the last"
    return Found("DATE", f"{begin}/{end}", why, None, f"{begin}-01-01", f"{end}-12-31")


def year(x: Expression, n: Narrative) -> Found | None:
    """A bare year, where its neighbours do not make it a count or a number of something."""
    token = x.first("year4")
    if token is None:
        return None
    number = int(token.number or 0)
    if len(x.words) == 1 and not _looks_like_year(x, number, token):
        return None
    if not 1 <= number <= 9998:
        return None
    return on(Period("year", date(number, 1, 1)), "as given", mod_of(x))


def _looks_like_year(x: Expression, number: int, token: Token) -> bool:
    before, after = x.low(-1), x.low(1)
    if before in _NO_YEAR_BEFORE or after in _NOT_YEAR_AFTER:
        return False
    if (
        x.start
        and x.tokens[x.start - 1].atom in ("approx", "over")
        and before not in ("around", "about")
    ):
        return False
    said = not token.text.isdigit() and "thousand" not in token.low
    if not 1900 <= number <= 2099 or not (said or token.text.isdigit()):
        return before in _YEAR_BEFORE and not (token.text.isdigit() and after.endswith("s"))
    return not (before == "-" and x.low(-2)[:1].isalnum() and x.low(-2) not in _YEAR_BEFORE)


RULES: dict[str, Callable[[Expression, Narrative], Found | None]] = {
    "stamp": stamp,
    "date": date_,
    "days": days,
    "second_day": second_day,
    "holiday": holiday,
    "month": month,
    "season": season_,
    "years": years,
    "year": year,
}
