"""Calendar periods: their TIMEX3 value, the interval they cover, and moving along them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_SEASON_OF_MONTH = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: From finest to coarsest.
GRANULARITY = str.split(
    "day weekend week fortnight month season quarter half year decade century millennium"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, weekend, month, season, quarter, half, year, decade or century."""

    unit: str
    start: date

    @property
    def end(self) -> date:
        """The last day, inclusive. Raises ``OverflowError`` or ``ValueError`` past year 9999."""
        if self.unit == "weekend":
            return self.start + timedelta(1)
        return self.shift(1).start - timedelta(1)

    @property
    def value(self) -> str:
        """The TIMEX3 value: 2025-11-12, 2025-W46, 2025-W45-WE, 2025-11, 2025-Q3, 2025-SU, 199."""
        year = f"{self.start.year:04}"
        week = "{:04}-W{:02}".format(*self.start.isocalendar())
        forms = {
            "day": self.start.isoformat(),
            "week": week,
            "weekend": week + "-WE",
            "month": f"{year}-{self.start.month:02}",
            "quarter": f"{year}-Q{(self.start.month + 2) // 3}",
            "half": f"{year}-H{1 if self.start.month < 7 else 2}",
            "season": f"{year}-{_SEASON_OF_MONTH.get(self.start.month, '')}",
            "decade": year[:3],
            "century": year[:2],
            "millennium": year[:1],
        }
        return forms.get(self.unit, year)

    def shift(self, count: int) -> "Period":
        """The period ``count`` units later (earlier if negative)."""
        if self.unit in _DAYS:
            return Period(self.unit, self.start + timedelta(count * _DAYS[self.unit]))
        return Period(self.unit, add_months(self.start, count * months_in(self.unit)))

    def finer_than(self, unit: str) -> bool:
        """Whether this period is no longer than one ``unit``."""
        return GRANULARITY.index(self.unit) <= GRANULARITY.index(unit)


def months_in(unit: str) -> int:
    """Length of a month-based unit in months."""
    return _MONTHS.get(unit) or 12 * _YEARS[unit]


def add_months(day: date, months: int) -> date:
    """The day ``months`` later, moved back to the end of the month where that is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def holding(unit: str, day: date) -> Period:
    """The period of the given unit that contains ``day``; weekends are the week's own."""
    if unit in ("day", "fortnight"):
        return Period(unit, day)
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.weekday())
        return Period(unit, monday + timedelta(5) if unit == "weekend" else monday)
    if unit == "season":
        return _season_holding(day)
    if unit in _MONTHS:
        size = _MONTHS[unit]
        return Period(unit, date(day.year, (day.month - 1) // size * size + 1, 1))
    size = _YEARS[unit]
    return Period(unit, date(max(day.year // size * size, 1), 1, 1))


def _season_holding(day: date) -> Period:
    month = day.month // 3 * 3 or 12
    return Period("season", date(day.year - (day.month < 3), month, 1))


def season(code: str, year: int) -> Period:
    """A season of the northern year; winter is named for the year it begins in."""
    return Period("season", date(year, _FIRST_MONTH[code], 1))
