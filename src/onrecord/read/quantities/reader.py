"""Finds the quantities of a text: bound, number or range, unit, and what is counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.domain import Quantity, Reading, Span, TimeValue
from onrecord.read.quantities import vocabulary as v
from onrecord.read.quantities.counted import counted_after, noun_after, single_after
from onrecord.read.quantities.numbers import NUMBER, Number, number_of
from onrecord.read.quantities.refusals import refused
from onrecord.read.stage import Stage, per_reading
from onrecord.read.times import find_times

_REACH = 44


def _alternatives(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<bound>{_alternatives(list(v.BEFORE))}))\s*"
    r"(?:(?:another|an\s+additional|an\s+extra|a\s+further|an\s+estimated|only)\s+)?$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"(?<!\w)(?P<word>between|from)\s+$", re.IGNORECASE)
_AFTER = re.compile(rf"\s?(?:{_alternatives(list(v.AFTER))})(?!\w)", re.IGNORECASE)
_OR_MORE = re.compile(r"\s+or\s+(?:more|fewer|less|so)\b", re.IGNORECASE)
_UNIT = re.compile(rf"[\s-]{{0,2}}(?:{_alternatives(list(v.UNITS))})(?![\w²])", re.IGNORECASE)
_UNIT_OF = re.compile(r"\s+of\s+" + _UNIT.pattern[len(r"[\s-]{0,2}") :], re.IGNORECASE)
_JOINED = re.compile(rf"(?:{'|'.join(v.JOINED_UNITS)})\b")
_JOIN = re.compile(r"\s?(?P<mark>[-–—])\s?|\s+(?P<word>to|and|or)\s+")
_CHANGE = re.compile(
    r"\b(?:rose|rises?|rising|risen|fell|falls?|falling|fallen|gr[eo]w\w*|dropp?\w*|jump\w*|climb\w*|"
    r"increas\w*|decreas\w*|declin\w*|reduc\w*|rais\w*|lower\w*|cut|cuts|went|go|goes|gone|up|down|"
    r"revis\w*|chang\w*|mov\w*|surg\w*|slump\w*|soar\w*|shr[aiu]nk|swung|narrow\w*|widen\w*)\b"
)
_PARTICLE = {
    "over": re.compile(
        r"\b(?:hand\w*|t[ao]\w*k\w*|turn\w*|br\w+ght|g[ai]v\w*|fight\w*|fought|disput\w*|row|"
        r"battl\w*|quarrel\w*|concern\w*|protest\w*|anger)\s+$"
    ),
    "up to": re.compile(
        r"\b(?:w[eo]nt|go|goes|going|gone|r[oi]s\w+|climb\w*|mov\w*|add\w*|own\w*)\s+$"
    ),
}
_ABOUT_A_TOPIC = re.compile(
    r"\b(?:talk\w*|ask\w*|question\w*|concern\w*|worr\w+|complain\w*|information|know|knew|"
    r"spoke|speak\w*|article|story|report)\s+$",
    re.IGNORECASE,
)


def find_quantities(text: str, times: Sequence[TimeValue] | None = None) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; a span covers bound, number and unit.

    Numbers in times, ages, names, scores and lists are left out; ``times`` are found where not
    given. Plurals of vague number ("dozens", "hundreds of thousands") are at least two of them:
    24, 200000. A fraction has its value (a third is 0.333…) and no unit. Linear in the text.
    """
    taken = find_times(text, None) if times is None else times
    return tuple(_quantities(text, [t.span for t in taken]))


def _quantities(text: str, times: list[Span]) -> Iterator[Quantity]:
    place, following = 0, 0
    while (match := NUMBER.search(text, place)) is not None:
        place = match.end()
        while following < len(times) and times[following].end <= match.start():
            following += 1
        if following < len(times) and times[following].start < match.end():
            place = max(place, times[following].end)
            continue
        number = number_of(match)
        if number is None or refused(text, number):
            continue
        quantity = _quantity(text, number, times[following : following + 1])
        if quantity is not None:
            place = max(place, quantity.span.end)
            yield quantity


def _quantity(text: str, low: Number, times: list[Span]) -> Quantity | None:
    high = _high_end(text, low, times)
    last = high or low
    unit, end = _unit_after(text, last)
    unit = unit or low.unit or last.unit
    start, bound, end = _bounds(text, low, end, unit)
    if low.value == 1 and not (unit or high):
        return _quantity_of_one(text, low, start, bound, end)
    share = unit == "%" or low.kind in ("share", "half", "ratio")
    counted = counted_after(text, end, unit, share) or single_after(text, end)
    if bound == "exact" and counted is not None and (more := _OR_MORE.match(text, counted.end)):
        bound, end = v.AFTER[" ".join(more[0].lower().split())], more.end()
    if high is None:
        return Quantity(Span(start, end), low.value, bound, None, unit, counted)
    opening = _RANGE_BEFORE.search(text, max(0, low.start - 9), low.start)
    start = opening.start() if opening else start
    value = _share_scale(text, low, high)
    return Quantity(Span(start, end), value, "between", high.value, unit, counted)


def _quantity_of_one(text: str, one: Number, start: int, bound: str, end: int) -> Quantity | None:
    """One of something: only where it is bound or in figures, since "one" is mostly a pronoun."""
    if one.kind == "words" and bound == "exact":
        return None
    return Quantity(Span(start, end), one.value, bound, None, None, noun_after(text, end))


def _high_end(text: str, low: Number, times: list[Span]) -> Number | None:
    """The other end of a range: "between 40 and 50", "40 to 50", "40-50", "two or three"."""
    join = _JOIN.match(text, low.end)
    match = NUMBER.match(text, join.end()) if join else None
    high = number_of(match) if match else None
    if join is None or high is None or high.kind not in ("figures", "words"):
        return None
    if any(t.start < high.end and t.end > low.start for t in times) or refused(text, high, True):
        return None
    if _share_scale(text, low, high) >= high.value:
        return None
    opening = _RANGE_BEFORE.search(text, max(0, low.start - 9), low.start)
    word = join["word"] or ""
    if opening and opening["word"].lower() == "from":
        changed = _CHANGE.search(text, max(0, low.start - _REACH), low.start) is not None
        return None if changed or not _says_what(text, high) else high
    if word == "and":
        return high if opening and opening["word"].lower() == "between" else None
    if word == "or" and not (low.value + 1 >= high.value or low.scaled):
        return None
    return high if opening or _says_what(text, high) else None


def _says_what(text: str, high: Number) -> bool:
    unit, end = _unit_after(text, high)
    return bool(unit or high.unit or counted_after(text, end, None))


def _share_scale(text: str, low: Number, high: Number) -> float:
    """The low end of "2 to 3 million" is two million."""
    if low.scaled or not high.scaled or low.value >= 1000:
        return low.value
    bare = re.match(r"\D*[\d.,]+", text[high.start : high.end])
    figure = float(re.sub(r"[^\d.]", "", bare[0]).strip(".") or 1) if bare else 1.0
    factor = high.value / figure if figure else 1.0
    return round(low.value * factor, 6) if bare else low.value


def _unit_after(text: str, number: Number) -> tuple[str | None, int]:
    """The unit written after a number, and where number and unit end."""
    if number.kind not in ("figures", "words", "article", "plural", "half", "share"):
        return None, number.end
    match = (_UNIT_OF if number.kind == "plural" else _UNIT).match(text, number.end)
    if match is not None:
        words = " ".join(match[0].lower().strip(" -\n\t").split()).removeprefix("of ")
        return v.UNITS[words], match.end()
    joined = _JOINED.match(text, number.end) if number.kind == "figures" else None
    return (v.JOINED_UNITS[joined[0]], joined.end()) if joined else (None, number.end)


def _bounds(text: str, number: Number, end: int, unit: str | None) -> tuple[int, str, int]:
    """Start, bound and end once the words of bound around a number are taken in."""
    after = _AFTER.match(text, end)
    if after is not None:
        key = " ".join(after[0].lower().split())
        return number.start, v.AFTER[key], after.end()
    head = text[max(0, number.start - _REACH) : number.start]
    before = _BEFORE.search(head)
    if before is None or _another_sense(head, before, unit):
        return number.start, number.bound, end
    key = " ".join(before["bound"].lower().split())
    return number.start - len(head) + before.start("bound"), v.BEFORE[key], end


def _another_sense(head: str, before: re.Match[str], unit: str | None) -> bool:
    """ "Asked about 14 systems", "within two groups", "some two of them"."""
    word = " ".join(before["bound"].lower().split())
    if word in _PARTICLE and _PARTICLE[word].search(head[: before.start("bound")]):
        return True
    if word in v.ONLY_WITH_UNIT and unit is None:
        return True
    return word == "about" and _ABOUT_A_TOPIC.search(head[: before.start("bound")]) is not None


def _read(reading: Reading) -> Reading:
    return replace(reading, quantities=find_quantities(reading.document.text, reading.times))


QUANTITIES = Stage("quantities", (), ("quantities",), per_reading(_read))
