"""What a number counts: the noun phrase that follows it."""

import re

from onrecord.domain import Span
from onrecord.read.quantities import vocabulary as v

_WORD = re.compile(r"[ \t]*\n?[ \t]*([^\W\d_][^\W_]*(?:[-'’.][^\W_]+)*)")
_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|these|those|all|an?)\s+)?(?:[\d,]+\s+)?")
_ADJECTIVE = re.compile(r"(?:al|ic|ous|ary|ed|ive|ish|ent|ant|ian|ean|ese|able|ible)$")
_MATERIAL = frozenset(
    str.split("crude natural raw fresh heavy foreign nuclear spent liquid dry low new")
)
_LONGEST = 6


def counted_after(text: str, place: int, unit: str | None, share: bool = False) -> Span | None:
    """The noun phrase after a number, without it: "missile systems" after "14". ``None`` where
    none can be told. Its last word is its head. After a unit only "of …" is looked at, as in
    "3 million barrels of crude oil"; a ``share`` may be of a mass: "half of the money"."""
    of = _OF.match(text, place)
    if of is not None:
        plural = _plural(text, of.end())
        bare = re.fullmatch(r"\s+of\s+", of[0]) is not None
        return plural or (_mass(text, of.end()) if share or (unit and bare) else None)
    return None if unit is not None else _plural(text, place)


def _plural(text: str, place: int) -> Span | None:
    """Words up to the first plural noun, before anything that ends a noun phrase."""
    first: int | None = None
    for _ in range(_LONGEST):
        match = _WORD.match(text, place)
        if match is None:
            return None
        word, place = match[1].lower(), match.end()
        if first is None and word in v.SKIPPED:
            continue
        if word in v.STOPS or match[1].endswith(("'s", "’s")):
            return None
        first = match.start(1) if first is None else first
        if _is_plural(word):
            return Span(first, place)
    return None


def _is_plural(word: str) -> bool:
    if word in v.PLURAL_NOUNS:
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "ous"))
    return ends and len(word) > 3 and word not in v.NOT_PLURAL


def _mass(text: str, place: int) -> Span | None:
    """One noun, with the adjectives before it: "crude oil", "humanitarian aid"."""
    first: int | None = None
    for _ in range(3):
        match = _WORD.match(text, place)
        if match is None or match[1].lower() in v.STOPS:
            return None
        first, place = first if first is not None else match.start(1), match.end()
        word = match[1].lower()
        if word not in _MATERIAL and not _ADJECTIVE.search(word):
            return Span(first, place)
    return None


def noun_after(text: str, place: int) -> Span | None:
    """The singular noun after "at least one"."""
    return _mass(text, place)


def single_after(text: str, place: int) -> Span | None:
    """The noun joined to a number by a hyphen: "member" in "14-member board"."""
    match = re.compile(r"-([a-z]+)\b").match(text, place)
    return Span(match.start(1), match.end(1)) if match else None
