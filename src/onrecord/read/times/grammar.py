"""The grammar: which sequences of words are a time expression, and by which rule.

A pattern is a regular expression over the atoms of ``vocabulary`` (lower case) and the parts
defined here (upper case). Extents follow the TimeML annotation guidelines 1.2.1 (Saurí et al.
2006). Rules are tried in order at each place; the first that matches takes its words.
"""

import re
from collections.abc import Sequence

from onrecord.read.times.tokens import Token
from onrecord.read.times.vocabulary import UNITS

_SINGULAR = "|".join(f"u_{u}" for u in dict.fromkeys(UNITS.values()))
_PLURAL = _SINGULAR.replace("u_", "us_")
_PARTS: dict[str, str] = {
    "ANYUNIT": "(UNIT|UNITS|second)",
    "UNITS": f"({_PLURAL})",
    "UNIT": f"({_SINGULAR})",
    "SPAN": "(u_week|u_month|u_quarter|u_year|u_decade|u_century|u_half)",
    "LONG": "(u_day|SPAN)",
    "ABOUT": "(approx|over)",
    "NUM": "(num|dayn|year4)",
    "ORD": "(ord|second)",
    "PART": "(EDGE|early in|late in)",
    "EDGE": "(the? (begin|end|middle) of the?|(early|late|mid|earlier|later) hyphen?)",
    "MONTH": "(month|mabbr)",
    "MD": "(MONTH (dayn|ord) (comma? year4)?|the? (dayn|ord) of? MONTH (comma? year4)?)",
    "WD": "(weekday|wdabbr dot?)",
    "DAY": "((WD|today|tomorrow|yesterday|tonight) tod? (comma? MD)?|MD)",
    "CLOCK": "(NUM ampm tz?|dayn in the tod|clock ampm? tz?|noon|NUM oclock)",
    "SAY": "(this|last|next|past|coming|current|same|prev|following)",
    "WHICH": "(this|last|next)",
    "COUNT": "(a vague of?|vague of?|NUM|half a|a half|a)",
    "YEARAGO": "(u_year hyphen (ago|earlier))",
    "ANDHALF": "(and a half)",
}
_RULES: tuple[tuple[str, str], ...] = (
    ("stamp", "iso|slash|nine"),
    ("ignored", "COUNT hyphen? ANYUNIT hyphen? old|last (u_minute|u_second|second)"),
    (
        "clock",
        "(ABOUT|early|late)? CLOCK ((comma|on)? DAY|in? the tod|this tod)?"
        "|(early|late)? DAY comma? (at|by)? ABOUT? CLOCK",
    ),
    ("years", "year4 (hyphen|dash) (year4|dayn|num)"),
    ("days", "(WD comma?)? MONTH dayn (hyphen|dash|to) dayn (?!none|MONTH|ANYUNIT)"),
    ("second_day", "(?<=MONTH dayn and) dayn (?!none|MONTH|ANYUNIT)"),
    ("date", "(early|late)? WHICH? (WD comma?)? MD tod?"),
    ("holiday", "WHICH? holiday (comma? of? year4|u_weekend|u_week)?"),
    (
        "month",
        "EDGE? MONTH (comma? of? year4|comma? of? (WHICH|the same|that|the following) u_year)"
        "|EDGE? (last|next|this|that|past|coming)? MONTH",
    ),
    ("weekly", "each weekday tod?|weekdays"),
    ("weekday", "EDGE? (this|last|next|past|the following|the prev)? (coming|past)? weekday tod?"),
    ("deictic", "EDGE? (today|yesterday|tomorrow|tonight) tod?"),
    (
        "part_of_day",
        "EDGE? (this|that|last|the same|the following|the prev|the next) tod"
        "|(mid|early|late) hyphen? tod (today|yesterday|tomorrow)?",
    ),
    (
        "season",
        "PART? (the|this|last|next|that|past)? season of? year4"
        "|PART? (the|this|last|next|that|past) (past|coming|early|late)? season",
    ),
    (
        "quarter",
        "the? (YEARAGO|comparable|same|fiscal|current|WHICH? u_year poss?|year4)* ORD hyphen? "
        "u_quarter ((of|fiscal|the|WHICH|that)* (year4|u_year))?"
        "|the? (comparable|same|current|year4|YEARAGO)+ u_quarter|the current period",
    ),
    (
        "half",
        "EDGE? the? (ORD|last|other) half of (the|WHICH)? fiscal? "
        "(year4|u_year|decade|u_decade|u_century)",
    ),
    ("century", "EDGE? the? ORD hyphen? (u_century|u_millennium)"),
    ("decade", "PART? the? EDGE? decade"),
    ("fiscal_year", "the? fiscal u_year? year4|(the|WHICH)? current? fiscal u_year year4?"),
    ("first_units", "the ORD NUM UNITS"),
    ("year_ago", "(the|a)? comparable? YEARAGO (u_quarter|period)?"),
    ("ago", "ABOUT? COUNT more? ANYUNIT (and NUM ANYUNIT)? ANDHALF? orso? ago|UNITS ago"),
    (
        "offset",
        "ABOUT? COUNT more? ANYUNIT (and NUM ANYUNIT)? ANDHALF? "
        "(earlier|later|before (?!none|a|the)|hence|from ref)"
        "|the (UNIT|tod) (before|after|earlier|later) (?!none|a|the)",
    ),
    ("rate", "times (a|each|per) UNIT"),
    ("repeated", "each of the? (last|past|next)? NUM ANYUNIT"),
    ("repeated", "each (other|ord|second|NUM|vague)? (ANYUNIT|tod|season|month)"),
    ("some_units", "the? (recent|coming|future) UNITS (and UNITS)?"),
    (
        "stretch",
        "approx? the? (last|past|prev|next|coming|following) COUNT more? hyphen? ANYUNIT ANDHALF?"
        "|approx? the NUM (last|past|prev|next|coming|following) ANYUNIT"
        "|approx? the (last|past|next|coming) SPAN",
    ),
    ("weekend", "EDGE? (the|this|last|next|that)? (coming|past|following|prev)? u_weekend"),
    ("edge_of_unit", "ABOUT? u_year (hyphen|poss)? end"),
    (
        "edge_of_unit",
        "(early|late|earlier|later) in the UNIT"
        "|the? (begin|end|middle) of (the|WHICH|that) (current|fiscal)? LONG",
    ),
    (
        "relative",
        "(EDGE|sometime)? the? SAY (past|coming|same|current)? fiscal? LONG|EDGE? that same? LONG",
    ),
    ("present", "at (the)? (present|moment)|at this (time|moment)|this moment|the present time?"),
    ("past_reference", "in the recent? past (?!NUM|ANYUNIT|vague|none)|(at|by) (the|that) time"),
    ("future_reference", "the? near? future (?!none)"),
    ("ahead", "the (UNITS|UNIT) ahead"),
    (
        "duration",
        "ABOUT? the? (NUM (to|and|hyphen))? COUNT ANDHALF? (more|business)? hyphen? ANYUNIT "
        "(ANDHALF|and (NUM|a) ANYUNIT)? (hyphen? (long|term))?",
    ),
    ("duration", "UNIT hyphen long"),
    ("units", "UNITS ((and|to) UNITS)?"),
    ("frequency", "freq"),
    ("reference", "ref|recent|current"),
    ("year", "(PART|the u_year|u_year)? year4"),
    ("definite", "the more? (u_year|u_quarter|u_week|u_month|u_decade|u_century)"),
)
_OTHER = chr(0xE000)


def _expand(pattern: str) -> str:
    """A pattern with its parts written out."""
    while part := re.search(r"[A-Z]{2,}", pattern):
        pattern = re.sub(rf"\b{part[0]}\b", lambda m: _PARTS[m[0]], pattern)
    return pattern


def _codes() -> dict[str, str]:
    """Atom -> the one character that stands for it in a string of tokens."""
    used = sorted({a for _, p in _RULES for a in re.findall(r"[a-z_]\w*", _expand(p))} - {"none"})
    return {atom: chr(0xE001 + i) for i, atom in enumerate(used)} | {"none": _OTHER}


def _compile(pattern: str, codes: dict[str, str]) -> str:
    grouped = re.sub(r"\((?!\?)", "(?:", _expand(pattern))
    return re.sub(r"[a-z_]\w*", lambda m: codes[m[0]], grouped).replace(" ", "")


CODES = _codes()
_NAMES = [name for name, _ in _RULES]
_GRAMMAR = re.compile(
    "|".join(f"(?P<r{i}>{_compile(p, CODES)})" for i, (_, p) in enumerate(_RULES))
)


def codes_of(tokens: Sequence[Token]) -> str:
    """The token string: one character for each token."""
    return "".join([CODES.get(t.atom, _OTHER) for t in tokens])


def next_match(codes: str, place: int) -> tuple[str, int, int] | None:
    """Rule and token range of the first candidate at or after a place in the token string."""
    match = _GRAMMAR.search(codes, place)
    if match is None:
        return None
    return _NAMES[int((match.lastgroup or "r0")[1:])], match.start(), match.end()
