"""When: the time of the saying."""

from onrecord.domain import Reason, Span, Spans, TimeValue
from onrecord.read.attributes.case import Case, per_case
from onrecord.read.attributes.event import carried

_FAR = 45  # code points between cue and time
_OPENS = 25  # a time this near the sentence's beginning dates the whole sentence
ADVERBS = {"previously", "once", "recently", "earlier", "later"}
_LOOSE = {
    "current",
    "recent",
    "currently",
    "former",
    "once",
    "recently",
    "now",
    "future",
    "recent days",
}


def when(case: Case) -> Reason | None:
    """The date or time nearest the cue in its sentence, outside the content; else that of the
    statement that opens the speech event."""
    if found := nearest(case):
        return Reason("when", found[0].of(case.text), "rule", 0.8, found)
    if found := carried(case, nearest):
        return Reason("when", found[0].of(case.text), "rule", 0.6, found)
    return None


@per_case
def nearest(case: Case) -> Spans | None:
    """The time closest to the cue among those that can date a saying."""
    near = [t.span for t in case.reading.times or () if _dates(case, t)]
    near += [w.span for w in case.cue if w.lower in ADVERBS and not near]
    found = min(near, key=lambda s: _gap(s, case.anchor), default=None)
    return (found,) if found else None


def _dates(case: Case, time: TimeValue) -> bool:
    span = time.span
    if time.type not in ("DATE", "TIME") or not any(span.overlap(s) for s in case.outside):
        return False
    if any(span.overlap(s) for s in case.statement.source or ()):
        return False
    if span.of(case.text).lower() in _LOOSE and not span.overlap(case.anchor):
        return False
    if case.text[span.end : span.end + 2] in ("'s", "’s"):
        return False
    return _gap(span, case.anchor) < _FAR or span.start - case.sentence.start < _OPENS


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
