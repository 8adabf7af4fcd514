"""Days with a name, and the date each falls on in a given year."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.read.times.periods import add_months


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm; Meeus 1991, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    """The nth weekday (Monday 0) of a month; -1 is the last."""

    def on(year: int) -> date:
        if nth < 0:
            last = add_months(date(year, month, 1), 1) - timedelta(1)
            return last - timedelta((last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return on


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


def _election_day(year: int) -> date:
    return _nth(11, 0, 1)(year) + timedelta(1)


def _after_thanksgiving(year: int) -> date:
    return _nth(11, 3, 4)(year) + timedelta(1)


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "new year's": _fixed(1, 1),
    "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "international women's day": _fixed(3, 8),
    "st. patrick's day": _fixed(3, 17),
    "palm sunday": _easter(-7),
    "ash wednesday": _easter(-46),
    "good friday": _easter(-2),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "easter": _easter(0),
    "earth day": _fixed(4, 22),
    "may day": _fixed(5, 1),
    "memorial day": _nth(5, 0, -1),
    "juneteenth": _fixed(6, 19),
    "independence day": _fixed(7, 4),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "halloween": _fixed(10, 31),
    "election day": _election_day,
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "thanksgiving day": _nth(11, 3, 4),
    "thanksgiving": _nth(11, 3, 4),
    "black friday": _after_thanksgiving,
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
#: Days that one event made known without its year: (month, day) -> year, when such words follow.
_KNOWN_BY_EVENT = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021}
_EVENT_WORDS = frozenset(
    str.split(
        "attack attacks hijackers hijackings commission committee riot rioters insurrection "
        "terrorist terror massacre"
    )
)

#: The first word of each name.
FIRST_WORDS = frozenset(
    re.split(r"[ .]", name.removesuffix("'s"))[0].removesuffix("'s").removesuffix("s'")
    for name in _HOLIDAYS
)
#: Regular expression (case-sensitive, capitals as printed) for the names of holidays.
PATTERN = "|".join(
    re.escape(" ".join(w if w == "of" else w.capitalize() for w in name.split()))
    .replace(r"\ ", r"\s+")
    .replace("'", "['’]")
    for name in sorted(_HOLIDAYS, key=len, reverse=True)
)


def holiday(name: str, year: int) -> date:
    """The date of a holiday named as ``PATTERN`` matches it."""
    return _HOLIDAYS[re.sub(r"\s+", " ", name).replace("’", "'").lower()](year)


def known_by_event(month: int, day: int, next_word: str) -> int | None:
    """The year of a date like "the Sept. 11 attacks", from the word that follows it."""
    return _KNOWN_BY_EVENT.get((month, day)) if next_word in _EVENT_WORDS else None
