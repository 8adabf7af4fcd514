"""Act: what the source does, read off the cue first and the content second."""

from onrecord.domain import Reason, Span
from onrecord.read.attributes.case import CERTAIN, Case, Word, Words, per_case
from onrecord.read.attributes.clause import first_of, main_clause, marked
from onrecord.read.attributes.valence import valence
from onrecord.read.lexicons import CueSense, words

# How often each reading of a cue was right on the training articles.
_CONFIDENCE = {
    "assert": 0.78, "confirm": 0.8, "deny": 0.75, "believe": 0.88, "doubt": 0.8, "ask": 0.85,
    "request": 0.85, "commit": 0.85, "warn": 0.85, "blame": 0.92, "support": 0.9, "want": 0.88,
    "decline": 0.93,
}  # fmt: skip
_TO = {"to"}
_SELF = frozenset({"he", "she", "it", "they", "i", "we"})
_STATIVE = frozenset({"be", "have", "like", "love", "not", "win", "make", "need", "never", "help"})
_QUESTION = {"whether", "if", "how", "what", "why", "who", "about", "where", "when", "which"}


@per_case
def act(case: Case) -> Reason | None:
    """The act the cue names, corrected for negation and for what follows the cue."""
    if not any(w.text[0].isalnum() for w in case.cue):
        return _by_content(case, case.anchor)
    if span := _declines(case):
        return _reason("decline", _CONFIDENCE["decline"], (span,))
    sense = head(case)
    if sense is None:
        return None
    span, lemma, meaning = sense
    value = _by_complement(case, lemma, meaning.act)
    if meaning != case.senses[0][2] and case.senses[0][1] in words("sayings", "appearing"):
        return _reason(value, CERTAIN, (case.senses[0][0], span))
    naming = lemma == "calls" or lemma in words("sayings", "characterising")
    if naming and (judged := _judged(case, span)):
        return judged
    if value == "assert" and meaning.act == "assert":
        return _by_content(case, span)
    asked_to = (
        lemma == "ask" and value == "request" and any(w.lower == "to" for w in case.content[1:6])
    )
    return _reason(value, 0.97 if asked_to else _CONFIDENCE[value], (span,))


def _reason(value: str, confidence: float, spans: tuple[Span, ...]) -> Reason:
    return Reason("act", value, "rule", confidence, spans)


Sensed = tuple[Span, str, CueSense]


def head(case: Case) -> Sensed | None:
    """The cue word that names the act: the first that is more than plain saying, unless the cue
    opens or closes with plain saying; of "trying to persuade" what is tried."""
    senses = list(case.senses)
    leading = words("sayings", "attempts") | words("sayings", "appearing")
    if len(senses) > 1 and senses[0][1] in leading:
        senses = senses[1:]
    for end in senses[:1] + senses[-1:]:
        if end[1] in words("sayings", "plain"):
            return end
    strong = [s for s in senses if s[2].act != "assert"]
    return next(iter(strong or senses), None)


def negated(tokens: Words) -> Span | None:
    """The word that negates the tokens."""
    return first_of(tokens, "negative")


def _declines(case: Case) -> Span | None:
    """A refusal to say or do: "declined", "would not say", "has yet to endorse"."""
    for span, _, sense in case.senses:
        if sense.act == "decline":
            return span
    no = negated(case.cue)
    yet = [w.span for w in case.cue if w.lower == "yet"]
    if (no or yet) and case.statement.source:
        for _, lemma, sense in case.senses:
            if lemma in words("sayings", "withheld") or sense.act in (
                "support",
                "confirm",
                "request",
            ):
                return no or yet[0]
    return None


def _by_complement(case: Case, lemma: str, value: str) -> str:
    first = case.content[0].lower if case.content else ""
    if lemma in ("call", "calls"):
        return "request" if _calls_for(case) else "assert"
    if lemma == "ask":
        follows = {w.lower for w in case.cue[-1:]} | {first}
        return "ask" if follows & _QUESTION or _asks(case) else "request"
    if lemma in ("hope", "hopes", "hoping", "feel"):
        return "believe" if first not in _TO and _clausal(case) else "want"
    if lemma == "agree":
        return "commit" if first in _TO else "confirm"
    if lemma == "question" and "whether" not in (first, *(w.lower for w in case.cue)):
        return "doubt"
    if value == "assert" and lemma in ("suggest", "argue", "insist", "say") and _should(case):
        return "request"
    return value


def _asks(case: Case) -> bool:
    text = case.text[case.statement.content[-1].end - 2 : case.statement.content[-1].end]
    return "?" in text


def _clausal(case: Case) -> bool:
    return any(w.lower in marked("auxiliary") for w in case.content)


def _should(case: Case) -> bool:
    clause = main_clause(case)
    return first_of((*clause.head[:5], *clause.group[:3]), "deontic") is not None


def _by_content(case: Case, span: Span) -> Reason:
    """What a source that just says something does with it, when it speaks of itself."""
    if not case.statement.source:
        return _reason("assert", 0.9, (span,))
    if case.content and case.content[0].lower == "yes":
        return _reason("confirm", 0.9, (case.content[0].span,))
    start = [w for w in case.content[:8] if w.text[0].isalnum() and w.lower != "that"][:4]
    if len(start) > 2 and start[0].lower in _SELF:
        for section, value in (("wishes", "want"), ("doubts", "doubt"), ("promises", "commit")):
            hit = next((w for w in start[1:3] if w.lower in words("sayings", section)), None)
            if hit and not (value == "commit" and _stative(start, hit)):
                return _reason(value, 0.75 if value == "want" else 0.9, (span, hit.span))
    return _reason("assert", _CONFIDENCE["assert"], (span,))


def _judged(case: Case, span: Span) -> Reason | None:
    """ "Called him a genius": to characterise as good or bad is to support or blame."""
    found = valence(case.content)
    if abs(found.good - found.bad) < 2 or _calls_for(case):
        return None
    good = found.good > found.bad
    felt = found.good_words if good else found.bad_words
    return _reason("support" if good else "blame", 0.8, (span, *felt[:2]))


def _calls_for(case: Case) -> bool:
    """ "Called for", "called on": a request."""
    first = [w.lower for w in (*case.cue[-1:], *case.content[:1])]
    return any(w in ("for", "on", "to") for w in first)


def _stative(start: list[Word], modal: Word) -> bool:
    """ "He would be", "it will win": foretelling, not promising."""
    after = start[start.index(modal) + 1 :]
    return not after or after[0].lower in _STATIVE
