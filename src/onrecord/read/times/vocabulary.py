"""Words of time and what they stand for. Each word belongs to one atom of the grammar."""

MONTHS: dict[str, int] = {
    name: i
    for i, name in enumerate(
        str.split(
            "january february march april may june july august september october november december"
        ),
        1,
    )
}
MONTH_ABBREVIATIONS: dict[str, int] = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAYS: dict[str, int] = {
    name: i
    for i, name in enumerate(
        str.split("monday tuesday wednesday thursday friday saturday sunday"), 1
    )
}
WEEKDAY_ABBREVIATIONS: dict[str, int] = {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}
SEASONS: dict[str, str] = {
    "spring": "SP",
    "springtime": "SP",
    "summer": "SU",
    "summertime": "SU",
    "fall": "FA",
    "autumn": "FA",
    "winter": "WI",
    "wintertime": "WI",
}
#: Part of the day -> TIMEX3 code.
DAY_PARTS: dict[str, str] = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "nighttime": "NI",
    "overnight": "NI",
}
UNITS: dict[str, str] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "quarter": "quarter",
    "semester": "half",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "millennium": "millennium",
}
#: Adverbs and adjectives of repetition -> duration of the period.
FREQUENCIES: dict[str, str] = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "semiannual": "P6M",
    "semiannually": "P6M",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
    "biennial": "P2Y",
}
#: Words that only point at now, before or after -> TIMEX3 value.
REFERENCES: dict[str, str] = {
    "now": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "soon": "FUTURE_REF",
}
TIME_ZONES = frozenset(
    str.split("est edt cst cdt mst mdt pst pdt gmt utc bst cet cest et pt ct msk")
)
DECADES_IN_WORDS: dict[str, int] = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
#: Words that bound a number -> TIMEX3 ``mod``.
BOUNDS: dict[str, str] = {
    "about": "APPROX",
    "around": "APPROX",
    "roughly": "APPROX",
    "approximately": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "just under": "LESS_THAN",
    "over": "MORE_THAN",
    "more than": "MORE_THAN",
    "longer than": "MORE_THAN",
    "just over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
    "as long as": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
}

_PLAIN: dict[str, str] = {
    "over": "over",
    "the": "the",
    "a": "a",
    "an": "a",
    "this": "this",
    "that": "that",
    "these": "that",
    "those": "that",
    "same": "same",
    "last": "last",
    "past": "past",
    "previous": "prev",
    "prior": "prev",
    "preceding": "prev",
    "next": "next",
    "coming": "coming",
    "upcoming": "coming",
    "forthcoming": "coming",
    "following": "following",
    "subsequent": "following",
    "ensuing": "following",
    "ago": "ago",
    "earlier": "earlier",
    "later": "later",
    "before": "before",
    "after": "after",
    "ahead": "ahead",
    "hence": "hence",
    "early": "early",
    "late": "late",
    "mid": "mid",
    "sometime": "sometime",
    "beginning": "begin",
    "start": "begin",
    "outset": "begin",
    "end": "end",
    "close": "end",
    "middle": "middle",
    "several": "vague",
    "few": "vague",
    "many": "vague",
    "couple": "vague",
    "dozens": "vague",
    "half": "half",
    "each": "each",
    "every": "each",
    "other": "other",
    "per": "per",
    "once": "times",
    "twice": "times",
    "times": "times",
    "recent": "recent",
    "current": "current",
    "latest": "current",
    "future": "future",
    "near": "near",
    "present": "present",
    "moment": "moment",
    "time": "time",
    "period": "period",
    "today": "today",
    "yesterday": "yesterday",
    "tomorrow": "tomorrow",
    "tonight": "tonight",
    "noon": "noon",
    "midday": "noon",
    "midnight": "noon",
    "fiscal": "fiscal",
    "financial": "fiscal",
    "of": "of",
    "in": "in",
    "on": "on",
    "at": "at",
    "by": "by",
    "from": "from",
    "to": "to",
    "through": "to",
    "and": "and",
    "or": "and",
    "more": "more",
    "additional": "more",
    "extra": "more",
    "full": "more",
    "consecutive": "more",
    "straight": "more",
    "whole": "more",
    "entire": "more",
    "solid": "more",
    "long": "long",
    "old": "old",
    "term": "term",
    "age": "old",
    "comparable": "comparable",
    "flat": "comparable",
    "business": "business",
    "working": "business",
    "trading": "business",
    "calendar": "business",
    "school": "business",
    "ended": "ended",
    "ending": "ended",
    "-": "hyphen",
    "–": "hyphen",
    "—": "dash",
    ",": "comma",
    ".": "dot",
}


def _atoms() -> dict[str, str]:
    out = dict(_PLAIN)
    groups: tuple[tuple[str, dict[str, int] | dict[str, str]], ...] = (
        ("month", MONTHS),
        ("season", SEASONS),
        ("tod", DAY_PARTS),
        ("freq", FREQUENCIES),
        ("ref", REFERENCES),
        ("approx", BOUNDS),
        ("weekday", WEEKDAYS),
    )
    for atom, words in groups:
        out |= {w: atom for w in words if w not in out}
    out |= {w + "s": "weekdays" for w in WEEKDAYS} | dict.fromkeys(TIME_ZONES, "tz")
    out |= {w: f"u_{u}" for w, u in UNITS.items()}
    out |= {w + "s": f"us_{u}" for w, u in UNITS.items() if not w.endswith(("y", "a"))}
    return (
        out
        | {"day": "u_day", "days": "us_day", "centuries": "us_century"}
        | {"millennia": "us_millennium"}
    )


#: Lower-cased word -> atom of the grammar.
ATOMS: dict[str, str] = _atoms()


_SINGULAR = {"centuries": "century", "millennia": "millennium"}


def unit_of(word: str) -> str:
    """The calendar unit a singular or plural unit word names."""
    return UNITS.get(word) or UNITS[_SINGULAR.get(word, word[:-1])]
