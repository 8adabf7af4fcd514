"""Factuality of the content for its source, after FactBank (Saurí and Pustejovsky 2009)."""

from onrecord.domain import Reason, Span
from onrecord.read.attributes.act import act, negated
from onrecord.read.attributes.case import Case, Words
from onrecord.read.attributes.clause import Clause, first_of, main_clause, marked
from onrecord.read.lexicons import words

_UNCOMMITTED = {"request": 0.97, "commit": 0.93, "ask": 0.95, "decline": 0.95, "want": 0.8}
_LOWER = {"PR+": "PR-", "PS+": "PS-", "CT+": "CT-"}
_QUESTION = frozenset({"how", "what", "why", "who", "if"})
_HOPES = frozenset({"hope", "hopes", "hoping", "in hopes"})
_NO = frozenset({"not", "never", "no", "nobody", "nothing", "none", "neither", "nor", "cannot"})


def factuality(case: Case) -> Reason | None:
    """How sure the source is of the main event of the content."""
    doing = act(case)
    value = doing.value if doing else "assert"
    if value in _UNCOMMITTED and not (value == "want" and _feeling(case)):
        return _reason("U", _UNCOMMITTED[value], doing.words if doing else ())
    clause = main_clause(case)
    if value == "deny":
        return _reason("CT-" if _clausal(case) else "U", 0.7, doing.words if doing else ())
    if value == "doubt":
        return _doubted(case)
    if value == "believe":
        return _believed(case, clause)
    if not _clausal(case):
        judged = value in ("support", "blame") and not _says_what_it_is(case)
        return _reason("U" if judged else "CT+", 0.6)
    return _asserted(case, clause)


def _doubted(case: Case) -> Reason:
    """A doubted claim is improbable; a doubted thing or an open question is left open."""
    question = "whether" in case.text[case.sentence.start : case.sentence.end]
    opens = case.content[0].lower if case.content else ""
    open_question = question or opens in _QUESTION or not _clausal(case)
    return _reason("U" if open_question else "PR-", 0.6)


def _reason(value: str, confidence: float, spans: tuple[Span, ...] = ()) -> Reason:
    return Reason("factuality", value, "rule", confidence, spans)


def _feeling(case: Case) -> bool:
    """Upset or surprise presupposes what it is about; hope and wish do not."""
    return any(
        s[1].endswith(("ed", "y")) and s[1] not in ("interested", "worry") for s in case.senses
    )


def _says_what_it_is(case: Case) -> bool:
    """ "Called him a genius" puts it forward that he is."""
    return any(lemma in words("sayings", "characterising") for _, lemma, _ in case.senses)


def _clausal(case: Case) -> bool:
    if any(w.lower in marked("auxiliary") for w in case.content):
        return True
    first = case.content[0] if case.content else None
    return bool(first and (first.lower == "that" or first.text in '“"')) or len(case.content) > 12


def _believed(case: Case, clause: Clause) -> Reason:
    """Belief is probable; knowing and seeing are certain; "does not expect" is improbable."""
    knows = [s for s, _, sense in case.senses if sense.reporter == "endorsing"]
    if knows:
        return _reason("CT+", 0.75, tuple(knows))
    if no := negated(case.cue):
        return _reason("PR-", 0.85, (no,))
    if hopes := [s for s, lemma, _ in case.senses if lemma in _HOPES]:
        return _reason("U", 0.8, tuple(hopes))
    wished = not case.content or (case.content[0].lower == "to" and case.statement.source)
    if wished and not _thinks(case):
        return _reason("U", 0.6)
    no_content = _negation(clause)
    return _reason("PR-" if no_content else "PR+", 0.75, (no_content,) if no_content else ())


def _thinks(case: Case) -> bool:
    """ "Seemed [to think it was late]": a belief, not a wish."""
    return any(w.lower in ("think", "believe", "feel", "suspect") for w in case.content[1:2])


def _asserted(case: Case, clause: Clause) -> Reason:
    if span := _normative(clause):
        return _reason("U", 0.8, (span,))
    value, confidence = "CT+", 0.8
    spans: tuple[Span, ...] = ()
    if span := _any(clause.group, "possible") or _start(clause, "possible"):
        value, spans, confidence = "PS+", (span,), 0.75
    elif span := _start(clause, "probable") or _any(clause.group, "probable"):
        value, spans, confidence = "PR+", (span,), 0.75
    if any(w.lower == "if" for w in (*clause.lead[:1], *clause.rest[:1])):
        value = {"CT+": "PR+", "PR+": "PS+"}.get(value, value)
    span = _negation(clause)
    if span and not _asks(case):
        value = _LOWER[value]
        value, spans = ("CT-" if value == "PS-" else value), (*spans, span)
    return _reason(value, confidence, spans)


def _asks(case: Case) -> bool:
    """Whether it is a question: a negated one ("isn't that so?") implies that it is so."""
    first = case.statement.content[0].start
    return case.text[first : case.layout.sentence_end(first)].rstrip("”\"’' \n").endswith("?")


def _normative(clause: Clause) -> Span | None:
    """ "should", "must", "has to", or an imperative."""
    for i, w in enumerate(clause.group[:3]):
        nxt = clause.group[i + 1].lower if i + 1 < len(clause.group) else ""
        if w.lower in marked("deontic") or (w.lower in ("have", "has", "got") and nxt == "to"):
            return w.span
    start = _start(clause, "deontic")
    if start:
        return start
    first = clause.head[0] if clause.head else None
    return (
        first.span
        if first and first.lower in marked("imperative") and first.lower != "do"
        else None
    )


def _start(clause: Clause, section: str) -> Span | None:
    return first_of(clause.head[:5], section)


def _any(tokens: Words, section: str) -> Span | None:
    return first_of(tokens[:3], section)


def _negation(clause: Clause) -> Span | None:
    before = [w for w in clause.head[:2] if w.lower in _NO]
    group = clause.group[:4]
    inside = [
        w for i, w in enumerate(group[:3]) if w.lower in _NO and not _limits(group[i + 1 : i + 2])
    ]
    return next((w.span for w in (*before, *inside)), None)


def _limits(following: Words) -> bool:
    """ "Not just", "not only": more than it is so, not the opposite."""
    return any(w.lower in ("just", "only", "merely", "simply") for w in following)
