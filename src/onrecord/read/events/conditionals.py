"""If–then: the condition and the consequence of a sentence, as clauses."""

import re
from collections.abc import Iterable, Iterator

from onrecord.domain import Conditional, Span
from onrecord.read.events.scene import Scene

_OPENS = re.compile(
    r"\b(?:if(?!\s+(?:(?:not|any|only)\b|I\s+(?:had\s+to|may)\b|you\s+will\b))|unless"
    r"|provided(?:\s+that\b|(?=\s+\w+\s+(?:is|are|will|can)\b))|providing\s+that|assuming(?:\s+that)?|as\s+long\s+as|so\s+long\s+as|in\s+the\s+event\s+that"
    r"|in\s+case(?!\s+of))\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?:^|[“\"‘;,]\s*)(?P<open>(?:[Ss]hould|[Ww]ere|[Hh]ad)\s+(?:the|he|she|it|they|we|you|I|[A-Z])"
    r"[^,;.?!]{3,120}),"
)
_INDIRECT = re.compile(
    r"(?:\b(?:ask\w*|wonder\w*|know\w*|see|say|specify|clarify|indicate|unclear|sure|even|what|as|question\w*|doubt\w*|check\w*|"
    r"decide\w*|or)\s+)$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"(?:\bthat,?|[:“\"—–])\s*$", re.IGNORECASE)
_LOOSELY = re.compile(r"(?:\b(?:and|but|or|because|so|yet)|,)\s*$|^\W*$", re.IGNORECASE)
_STOP = re.compile(r"[;—–”\"]|,\s+(?:and|but|so|while|which|who)\b")
_LEAD = re.compile(
    r"^[\s“”\"‘’'—–,;:-]*(?:(?:and|but|so|then|also|yet|that|because|of\s+course)\b[\s,]*)*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s“”\"‘’—–,;:.!-]|\b(?:only|especially|particularly|and|but|that)$)+$", re.IGNORECASE
)
_SAID = re.compile(
    r",?[”\"’]?\s+(?:[\w.’'-]+\s+){0,6}?(?:said|says|told|added|warned|wrote|explained)\b[^,;]*$"
)
_LEAST = 1  # words of a clause


def conditionals(
    scenes: Iterable[Scene], within: Iterable[Span] | None = None
) -> tuple[Conditional, ...]:
    """The if–then pairs of sentences, cut to the stretches ``within`` where given.

    A condition in front ends at the comma or "then" before a clause with subject and verb; one
    behind ends with its stretch. Indirect questions ("asked if"), "even if" and "as if" are none.
    """
    stretches = None if within is None else list(within)
    out: dict[Conditional, None] = {}
    for scene in scenes:
        if not scene.words:
            continue
        sentence = Span(scene.words[0].span.start, scene.words[-1].span.end)
        for stretch in [sentence] if stretches is None else stretches:
            part = Span(max(sentence.start, stretch.start), min(sentence.end, stretch.end))
            if part.start < part.end:
                out |= dict.fromkeys(_pairs(scene, part))
    return tuple(out)


def may_be_conditional(scene: Scene) -> bool:
    """Whether a sentence has words that can open a condition: a quick test before the cut."""
    if not scene.words:
        return False
    start, end = scene.words[0].span.start, scene.words[-1].span.end
    return bool(_OPENS.search(scene.text, start, end) or _INVERTED.search(scene.text[start:end]))


def _pairs(scene: Scene, part: Span) -> Iterator[Conditional]:
    text = scene.text
    for opening in _OPENS.finditer(text, part.start, part.end):
        if not _INDIRECT.search(text, max(part.start, opening.start() - 24), opening.start()):
            pair = _pair(scene, part, Span(opening.start(), opening.end()))
            if pair:
                yield pair
                return
    if inverted := _INVERTED.search(text[part.start : part.end]):
        cut = part.start + inverted.end()
        yield from _kept(text, Span(part.start + inverted.start("open"), cut), Span(cut, part.end))


def _pair(scene: Scene, part: Span, opening: Span) -> Conditional | None:
    """The pair whose condition opens at ``opening``, in front of its consequence or behind it."""
    text, before = scene.text, Span(part.start, opening.start)
    if _is_consequence(scene, before):
        stop = _STOP.search(text, opening.end, part.end)
        after = Span(opening.end, stop.start() if stop else part.end)
        return next(_kept(text, after, before), None)
    cut = _turn(scene, Span(opening.end, part.end))
    if cut is None:
        return None
    return next(_kept(text, Span(opening.end, cut), Span(cut, part.end)), None)


def _is_consequence(scene: Scene, before: Span) -> bool:
    """Whether a clause stands in front of "if", and not only what introduces it, as in "He said
    that if …"."""
    words = before.of(scene.text)
    if _INTRODUCED.search(words):
        return False
    finite = [
        i
        for i, c in enumerate(scene.chunks)
        if scene.words[c.start].span.start >= before.start
        and scene.words[c.end - 1].span.end <= before.end
        and (verb := scene.verb(i))
        and verb.form == "finite"
        and not (_LOOSELY.search(words) and scene.lemma_in(i, "never"))
    ]
    return bool(finite)


def _turn(scene: Scene, rest: Span) -> int | None:
    """Where the consequence begins: behind the comma, dash or "then" that is followed by a subject
    and its finite verb, after the condition's own."""
    for i, chunk in enumerate(scene.chunks):
        word = scene.words[chunk.start]
        if word.span.start <= rest.start or word.span.end >= rest.end:
            continue
        if (word.text in (",", "—", "–") or word.lower == "then") and _has_clause(scene, i + 1):
            return word.span.start if word.lower == "then" else word.span.end
    return None


def _has_clause(scene: Scene, at: int) -> bool:
    if scene.lower(at) == "then":
        at += 1
    if scene.kind(at) in ("CC", "WDT", "WRB", "SC"):
        return False
    subject = False
    for i in range(at, len(scene.chunks)):
        verb = scene.verb(i)
        if verb:
            return subject and verb.form == "finite"
        if scene.kind(i) in (",", ";", ":", "WDT", "SC"):
            return False
        subject = subject or scene.kind(i) == "N"
    return False


def _kept(text: str, condition: Span, consequence: Span) -> Iterator[Conditional]:
    said = _SAID.search(text, consequence.start, consequence.end)
    if said and _words(text, Span(consequence.start, said.start())) > _LEAST:
        consequence = Span(consequence.start, said.start())
    a, b = _trim(text, condition), _trim(text, consequence)
    if _words(text, a) >= _LEAST and _words(text, b) > _LEAST:
        yield Conditional(a, b)


def _words(text: str, span: Span) -> int:
    return len(re.findall(r"\w+", span.of(text)))


def _trim(text: str, span: Span) -> Span:
    """Without conjunctions in front and marks at either end."""
    words = span.of(text)
    lead = _LEAD.match(words)
    start = lead.end() if lead else 0
    tail = _TAIL.search(words, start)
    end = tail.start() if tail else len(words)
    return Span(span.start + start, span.start + max(start, end))
