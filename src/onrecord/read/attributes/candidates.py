"""What may say by what medium, to whom and when something was said: each article's candidates,
found once. ``occasion`` weighs which of them belong to a statement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.domain import Span
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.layout import Layout


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may fill a field. ``kind`` is the pattern that found it, ``word`` the word that
    made it one ("interview", "told", "after")."""

    span: Span
    kind: str
    word: str


Finder = Callable[[Layout], tuple[Candidate, ...]]


def distinct(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates in text order, the first found of those that share a span."""
    kept: dict[Span, Candidate] = {}
    for c in found:
        kept.setdefault(c.span, c)
    return tuple(sorted(kept.values(), key=lambda c: c.span))


def not_inside(case: Case, found: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that are no part of what the statement itself says."""
    content = case.statement.content
    return [c for c in found if not any(c.span.overlap(s) for s in content)]
