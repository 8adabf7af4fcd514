"""What a rule makes of an expression, before it becomes a ``TimeValue``."""

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.read.times.narrative import Expression
from onrecord.read.times.periods import Period, add_months, months_in

_PART_HOURS = {"MO": ("06:00", "11:59"), "AF": ("12:00", "17:59"), "EV": ("18:00", "23:59")}

_PLACE = {"START": 0, "MID": 1, "END": 2}
_LETTER = {
    "second": ("T", "S", 1),
    "minute": ("T", "M", 1),
    "hour": ("T", "H", 1),
    "day": ("", "D", 1),
    "week": ("", "W", 1),
    "weekend": ("", "WE", 1),
    "fortnight": ("", "W", 2),
    "month": ("", "M", 1),
    "quarter": ("", "Q", 1),
    "half": ("", "M", 6),
    "year": ("", "Y", 1),
    "decade": ("", "Y", 10),
    "century": ("", "Y", 100),
    "millennium": ("", "Y", 1000),
}
_VAGUE_LETTER = {"decade": "E", "century": "C", "millennium": "L"}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}


@dataclass(frozen=True, slots=True)
class Found:
    """Type, value and interval of an expression; ``period`` moves the story's reference time.

    ``deictic`` marks times told from the day of the report.
    """

    type: str
    value: str
    why: str
    mod: str | None = None
    begin: str | None = None
    end: str | None = None
    resolved: bool = True
    period: Period | None = None
    deictic: bool = False


def on(
    period: Period, why: str, mod: str | None = None, part: str | None = None, deictic: bool = False
) -> Found:
    """A date, or a part of the day such as "MO" on it."""
    if part is not None and period.unit == "day":
        return _part_of(period, part, why, mod, deictic)
    begin, end = _bounds(period, mod)
    return Found(
        "DATE",
        period.value,
        why,
        mod,
        begin.isoformat(),
        end.isoformat(),
        period=period,
        deictic=deictic,
    )


def _part_of(period: Period, part: str, why: str, mod: str | None, deictic: bool) -> Found:
    day = period.value
    if part == "NI":
        next_day = period.start + timedelta(1)
        begin, end = f"{day}T18:00", f"{next_day.isoformat()}T05:59"
    else:
        first, last = _PART_HOURS[part]
        begin, end = f"{day}T{first}", f"{day}T{last}"
    return Found("TIME", f"{day}T{part}", why, mod, begin, end, period=period, deictic=deictic)


def _bounds(period: Period, mod: str | None) -> tuple[date, date]:
    """First and last day; where it is only the start, middle or end, a third of the period:
    days of a month, months of a year, and years 0-3, 4-6 or 7-9 of a decade."""
    begin, end = period.start, period.end
    if mod not in _PLACE or period.unit in ("day", "weekend"):
        return begin, end
    place = _PLACE[mod]
    if period.unit == "decade":
        cuts = [add_months(begin, 12 * years) for years in (0, 4, 7)]
    elif period.unit in ("month", "week", "fortnight"):
        third = ((end - begin).days + 1) // 3
        cuts = [begin + timedelta(n * third) for n in range(3)]
    else:
        cuts = [add_months(begin, n * months_in(period.unit) // 3) for n in range(3)]
    last = end if place == 2 else cuts[place + 1] - timedelta(1)
    return cuts[place], last


def at_clock(period: Period, clock: str, why: str, mod: str | None, deictic: bool) -> Found:
    """An hour and minute on a day."""
    value = f"{period.value}T{clock}"
    return Found("TIME", value, why, mod, value, value, period=period, deictic=deictic)


def open_value(value: str, why: str, type_: str = "DATE", mod: str | None = None) -> Found:
    """A value with unknown parts ("XXXX-10-12"): no year is invented."""
    return Found(type_, value, why, mod, resolved=False)


def value_of(count: float | None, unit: str) -> str:
    """P3M, P2Y6M, PT30M; PXW where the count is vague."""
    clock, letter, factor = _LETTER[unit]
    if count is None:
        return f"P{clock}X{_VAGUE_LETTER.get(unit, letter)}"
    count *= factor
    whole = int(count)
    if count - whole == 0.5 and unit in _HALVES:
        head = f"{whole}{letter}" if whole else ""
        return f"P{clock}{head}{_HALVES[unit]}"
    return f"P{clock}{count:g}{letter}" if count < 1e6 else f"P{clock}{whole}{letter}"


def mod_of(x: Expression) -> str | None:
    """START, MID or END for "early", "the middle of", "late" and the like."""
    for atoms, mod in (
        (("early", "begin"), "START"),
        (("mid", "middle"), "MID"),
        (("late", "end"), "END"),
    ):
        if x.has(*atoms):
            return mod
    return None
