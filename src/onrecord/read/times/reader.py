"""Finds the times of a text, in order, moving the story's reference time as it goes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onrecord.domain import Reading, Span, TimeValue
from onrecord.read.stage import Stage, per_reading
from onrecord.read.times import dates, days, durations, grammar, spans
from onrecord.read.times.found import Found
from onrecord.read.times.narrative import Expression, Narrative
from onrecord.read.times.tokens import chunks, tokens_of

_RULES = dates.RULES | days.RULES | spans.RULES | durations.RULES


def find_times(text: str, published: str | None) -> tuple[TimeValue, ...]:
    """The times of a text, resolved against its publication date (ISO 8601, or ``None``).

    Types and values are TIMEX3's (Pustejovsky et al. 2003). Where no year is known, values keep
    X for what is missing and ``resolved`` is false. Linear in the length of the text.
    """
    narrative = Narrative(_date_in(published))
    out: list[TimeValue] = []
    for start, end in chunks(text):
        out.extend(_times_in(text, start, end, narrative))
    return tuple(out)


def _date_in(published: str | None) -> date | None:
    match = re.match(r"\d{4}-\d{2}-\d{2}", published or "")
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _times_in(text: str, start: int, end: int, narrative: Narrative) -> Iterator[TimeValue]:
    tokens = tokens_of(text, start, end)
    codes, place = grammar.codes_of(tokens), 0
    while (candidate := grammar.next_match(codes, place)) is not None:
        rule, first, place = candidate
        if rule == "ignored":
            continue
        expression = Expression(rule, tokens, first, place)
        found = _resolve(expression, narrative)
        if found is None:
            place = first + 1
            continue
        if found.period is not None:
            narrative.note(found.period, found.deictic)
        span = Span(tokens[first].start, tokens[place - 1].end)
        yield TimeValue(
            span,
            found.type,
            found.value,
            found.mod,
            found.begin,
            found.end,
            found.resolved,
            found.why,
        )


def _resolve(expression: Expression, narrative: Narrative) -> Found | None:
    """What the rule makes of it; nothing where the calendar has no such time."""
    try:
        return _RULES[expression.rule](expression, narrative)
    except (OverflowError, ValueError):
        return None


def _read(reading: Reading) -> Reading:
    document = reading.document
    return replace(reading, times=find_times(document.text, document.published))


TIMES = Stage("times", (), ("times",), per_reading(_read))
