"""Attributions inside another's content: "I think …" in a quotation, "said that X believes"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.domain import Reading, Span, Statement, statement_id
from onrecord.read.attributes.case import Word, Words, words
from onrecord.read.lemmas import lemma
from onrecord.read.lexicons import words as listed
from onrecord.read.sentences import sentences
from onrecord.read.stage import Stage, per_reading

_LEAST = 3  # words of content
_PRONOUNS = frozenset({"i", "we", "he", "she", "they"})


def find_nested(reading: Reading) -> Reading:
    """The reading with a statement for each clear attribution inside another's content."""
    text = reading.document.text
    out: list[Statement] = []
    for parent in reading.statements or ():
        out.append(parent)
        if parent.cue and not parent.parent:
            out += _inside(reading, parent, text)
    return replace(reading, statements=tuple(out))


def _inside(reading: Reading, parent: Statement, text: str) -> Iterator[Statement]:
    taken = [c for s in reading.statements or () if s is not parent and s.cue for c in s.cue]
    for piece in parent.content:
        for sentence in sentences(text):
            span = Span(max(sentence.start, piece.start), min(sentence.end, piece.end))
            if span.end - span.start > 12:
                yield from _in_sentence(reading, parent, span, taken)


def _in_sentence(
    reading: Reading, parent: Statement, span: Span, taken: list[Span]
) -> Iterator[Statement]:
    tokens = words(reading.document.text, [span])
    for i, w in enumerate(tokens):
        if _verb(tokens, i) is None or any(w.span.overlap(t) for t in taken):
            continue
        source = _subject(tokens, i)
        content = _complement(reading.document.text, tokens, i, span)
        if source is None or content is None:
            continue
        first = next(t for t in tokens if t.span.start >= source.end)
        cue = Span(first.span.start, w.span.end)
        parts = ((source,), (cue,), (content,))
        id_ = statement_id(reading.document, *parts)
        yield Statement(id_, parts[2], parts[0], parts[1], parent=parent.id, confidence=0.6)


def _verb(tokens: Words, i: int) -> Word | None:
    """A verb of saying or thinking in finite form."""
    w = tokens[i]
    known = listed("sayings", "nesting")
    finite = w.text.islower() and (not w.lower.endswith("ing") or _aux(tokens, i))
    return w if finite and lemma(w.lower, known | _objects()) in known | _objects() else None


def _aux(tokens: Words, i: int) -> bool:
    return i > 0 and tokens[i - 1].lower in (
        "am",
        "is",
        "are",
        "was",
        "were",
        "'m",
        "'re",
        "been",
        "'s",
    )


def _objects() -> frozenset[str]:
    """Verbs whose content may be a noun phrase."""
    return listed("sayings", "attitudes")


def _subject(tokens: Words, i: int) -> Span | None:
    """A pronoun or name right before the verb, adverbs and auxiliaries skipped."""
    j = i - 1
    while j >= 0 and tokens[j].lower in listed("sayings", "between"):
        j -= 1
    if j < 0:
        return None
    if tokens[j].lower in _PRONOUNS and tokens[j].lower != "you":
        return tokens[j].span
    end = j
    while j >= 0 and tokens[j].text[0].isupper() and tokens[j].lower not in _PRONOUNS:
        j -= 1
    if j < end:
        return Span(tokens[j + 1].span.start, tokens[end].span.end)
    return _described(tokens, end)


def _described(tokens: Words, end: int) -> Span | None:
    """ "the officials", "many voters": a determiner or plural noun of people before the verb."""
    word = tokens[end].lower
    if word not in listed("sources", "groups") and word not in listed("sources", "persons"):
        return None
    start = end
    while start > 0 and end - start < 3 and re.match(r"[a-z]", tokens[start - 1].text):
        start -= 1
        if tokens[start].lower in listed("sayings", "determiners"):
            break
    else:
        start = end
    return Span(tokens[start].span.start, tokens[end].span.end)


def _complement(text: str, tokens: Words, i: int, span: Span) -> Span | None:
    """What follows the verb up to the end of the sentence, if it is a clause."""
    rest = [t for t in tokens[i + 1 :] if t.text[0].isalnum()]
    if len(rest) < _LEAST or rest[0].lower in ("about", "of", "in", "on", "at", "so", "for", "it"):
        return None
    verb = lemma(tokens[i].lower, listed("sayings", "nesting") | _objects())
    clause = any(t.lower in listed("modality", "auxiliary") for t in rest)
    wish = rest[0].lower == "to" and verb in listed("sayings", "wishing")
    if not clause and not wish and verb not in _objects():
        return None
    rest = rest[1:] if rest[0].lower == "that" and len(rest) > _LEAST else rest
    end = len(text[: span.end].rstrip(" .,;”\"'’?!"))
    return Span(rest[0].span.start, end)


STAGE = Stage("nested", ("statements",), ("statements",), per_reading(find_nested))
