"""Speech events: which earlier statement a statement carries on, so that its medium, addressee
and time hold for both."""

import re
from collections.abc import Callable

from onrecord.domain import Span, Spans
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.head import is_pronoun
from onrecord.read.sentences import sentences

_REACH = 5  # sentences back
_STATES = ("believe", "want", "doubt")

Found = Callable[[Case], Spans | None]


def carried(case: Case, find: Found) -> Spans | None:
    """What ``find`` gives for the nearest earlier statement of the same speech event: same
    speaker, a few sentences back at most, nobody else speaking in between. Sayings only: a state
    of mind has no occasion."""
    if any(s[2].act in _STATES for s in case.senses):
        return None
    for other in case.before:
        if other.statement.parent:
            continue
        if sentence_distance(case, other) > _REACH:
            return None
        if _same(other, case):
            if found := find(other):
                return found
        elif other.statement.source and other.sentence != case.sentence:
            return None
    return None


def sentence_distance(case: Case, other: Case) -> int:
    """Sentences between the two, 0 when they share one."""
    return sum(
        1 for s in sentences(case.text) if other.sentence.start < s.start <= case.sentence.start
    )


def _same(other: Case, case: Case) -> bool:
    a, b = other.statement.speaker, case.statement.speaker
    if a and b:
        return a.entity == b.entity if a.entity else a.name == b.name
    return is_pronoun(case) and bool(other.statement.source)


def search(case: Case, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The match nearest the cue in the sentence outside content, not the source's own words."""
    anchor, source = case.anchor, case.statement.source or ()
    found = [
        m
        for s in case.outside
        for m in pattern.finditer(case.text, s.start, s.end)
        if not any(abs(m.start() - x.start) < 4 for x in source)
    ]
    return min(found, key=lambda m: abs(m.start() - anchor.end), default=None)


def span_of(match: re.Match[str], group: int | str = 0) -> Spans:
    """A match group as spans."""
    return (Span(match.start(group), match.end(group)),)
