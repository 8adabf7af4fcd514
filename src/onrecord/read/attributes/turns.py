"""Turns of a transcript ("RUIZ: …"): the words that open it say when and by what medium all of it
was said, and each speaker answers the other."""

from onrecord.domain import Reason, Span, Statement
from onrecord.read.attributes.case import Case, per_case
from onrecord.read.attributes.layout import Layout, cue_start

_NEAR = 10  # sentences from what opens a transcript to the first turn found


def is_turn(text: str, statement: Statement) -> bool:
    """Whether the source is a surname in capitals and the cue no more than a colon."""
    cue, source = _joined(text, statement.cue), _joined(text, statement.source)
    letters = "".join(c for c in source if c.isalnum())
    return len(letters) > 3 and letters.isupper() and not any(c.isalnum() for c in cue)


def _joined(text: str, spans: tuple[Span, ...] | None) -> str:
    return " ".join(s.of(text) for s in spans or ())


def turns(layout: Layout) -> tuple[Statement, ...]:
    """The article's turns, in order."""
    return tuple(s for s in layout.made if is_turn(layout.text, s))


@per_case
def openings(case: Case) -> tuple[Case, ...]:
    """Of a turn the statements that may open the transcript: those shortly before its first turn,
    the nearest first."""
    earlier = next((c for c in case.before if is_turn(c.text, c.statement)), None)
    if earlier:
        return openings(earlier)
    return tuple(c for c in case.before if case.place - c.place <= _NEAR)


def answered(case: Case) -> Reason | None:
    """Whom a turn speaks to: who has the turn before, or else the one after, if another."""
    if not is_turn(case.text, case.statement):
        return None
    every = case.layout.once(turns)
    at = next(i for i, s in enumerate(every) if cue_start(s) >= cue_start(case.statement))
    own = _joined(case.text, case.statement.source)
    for other in (*every[max(at - 1, 0) : at], *every[at + 1 : at + 2]):
        if other.source and _joined(case.text, other.source) != own:
            return Reason("addressee", _joined(case.text, other.source), "rule", 0.7, other.source)
    return None
