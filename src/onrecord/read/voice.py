"""What the outlet asserts in its own voice: clauses outside every attribution and quotation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

from onrecord.domain import (
    Document,
    Reading,
    Reason,
    Span,
    Speaker,
    Statement,
    statement_id,
)
from onrecord.read.attributes.case import Case, Words, subtract, words
from onrecord.read.attributes.combine import applied, settle
from onrecord.read.attributes.conditional import conditional
from onrecord.read.attributes.factuality import factuality
from onrecord.read.attributes.forecast import forecast
from onrecord.read.lemmas import candidates, irregular
from onrecord.read.lexicons import words as listed
from onrecord.read.quotations import quotations
from onrecord.read.sentences import paragraphs, sentences
from onrecord.read.speakers.author import author
from onrecord.read.speakers.transcripts import Turn, turn_at, turns
from onrecord.read.stage import Stage, per_reading

_LEAST = 4  # words: fewer are left-overs of an attribution, not a proposition
_SEAM = re.compile(r";\s+|,?\s+[—–]\s+|,\s+(?:and|but|so|yet|while|whereas)\s+")
_OPENING = re.compile(r"^[\s,;:—–\-”’)\]]*")
_CLOSING = re.compile(
    r"(?:[\s,;:—–\-]+(?:and|but|or|so|as|while|yet|though|although))?[\s,;:—–\-“‘(\[]*$"
)
_LEAD = re.compile(r"^(?:and|but|so|while|as|although|though|because|after|since|when)\s+", re.I)
_BYLINE = re.compile(
    r"^(?:by\s+[A-Z]|photo\b|image\b|follow\b|read more|related:|copyright|©|<)", re.I
)


def own_voice(reading: Reading) -> tuple[Statement, ...]:
    """One statement for each proposition the outlet asserts itself, in text order: no source, no
    cue, the outlet as speaker. In a signed column that is its author, in a transcript whoever's
    turn it is. Headings, questions, bylines and quoted words are left out."""
    document = reading.document
    taken = [*_attributed(reading), *(q.span for q in quotations(document.text))]
    taken += [b.span for b in document.blocks if b.kind not in ("paragraph", "list")]
    clauses = (c for s in _running(document) for c in _clauses(document.text, s, taken))
    own = author(document) or outlet_name(document)
    found, ids = turns(document.text), {e.name: e.id for e in reading.entities or ()}
    said = (_by_turn(document, _statement(document, c, own), found, ids) for c in clauses)
    return tuple(_judged(reading, s) for s in said)


def _by_turn(
    document: Document, statement: Statement, found: tuple[Turn, ...], ids: dict[str, str]
) -> Statement:
    """What stands in a turn of a transcript is said by whose turn it is."""
    turn = turn_at(found, statement.content[0].start)
    if turn is None or not turn.name:
        return statement
    whole = statement.content[0]
    content = (Span(max(whole.start, turn.span.start), whole.end),)
    return replace(
        statement,
        id=statement_id(document, [turn.label], None, content),
        content=content,
        source=(turn.label,),
        speaker=Speaker(turn.name, ids.get(turn.name), turn.label),
        kind="person",
        identity="named",
    )


def _judged(reading: Reading, statement: Statement) -> Statement:
    """With factuality, forecast and conditional by the same rules as attributed statements; a
    hedge such as "reportedly" is the outlet keeping its distance."""
    case = Case(reading, statement)
    reasons = list(applied(case, (factuality, forecast, conditional)))
    if hedge := next(
        (w.span for w in case.content if w.lower in listed("sayings", "hedges")), None
    ):
        reasons.append(Reason("reporter", "distancing", "rule", 0.85, (hedge,)))
        reasons.append(Reason("factuality", "PR+", "rule", 0.85, (hedge,)))
    return settle(case, reasons)


def _attributed(reading: Reading) -> Iterator[Span]:
    for s in reading.statements or ():
        yield from (*(s.source or ()), *(s.cue or ()), *s.content)
        if s.source and s.cue:
            yield from _between(reading.document.text, s)


def _between(text: str, statement: Statement) -> Iterator[Span]:
    """The gaps of one attribution ("told reporters on Friday") within its own sentence."""
    parts = sorted([*(statement.source or ()), *(statement.cue or ()), *statement.content])
    for left, right in pairwise(parts):
        if 0 < right.start - left.end < 80 and not re.search(
            r"[.!?]\s", text[left.end : right.start]
        ):
            yield Span(left.end, right.start)


def _running(document: Document) -> Iterator[Span]:
    """Sentences of running text: not those of a heading or of a line without a full stop."""
    text = document.text
    plain = [p for p in paragraphs(text) if re.search(r"[.!?…][”\"’')\]]*$", p.of(text))]
    for s in sentences(text):
        inside = any(p.overlap(s) for p in plain)
        if inside and not _is_title(document, s) and not _BYLINE.match(s.of(text)):
            yield s


def _is_title(document: Document, sentence: Span) -> bool:
    """The first line when it repeats the title, or when nearly all its long words are capitals."""
    if sentence.start > 0 and document.title is None:
        return False
    line = sentence.of(document.text)
    if document.title and line.rstrip(".") in (document.title, document.title.rstrip(".")):
        return True
    long = [w for w in line.split() if len(w) > 3]
    return sentence.start == 0 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def _clauses(text: str, sentence: Span, taken: Iterable[Span]) -> Iterator[Span]:
    if sentence.of(text).rstrip("”\"’')").endswith("?"):
        return
    pieces = subtract(sentence, taken)
    whole = len(pieces) == 1 and pieces[0] == sentence
    for piece in pieces:
        for part in _split(text, piece):
            if trimmed := _asserted(text, part, whole=whole):
                yield trimmed


def _split(text: str, piece: Span) -> list[Span]:
    """Parts at semicolons, dashes and coordinations, where each part is a clause of its own."""
    starts, ends = [piece.start], []
    for seam in _SEAM.finditer(text, piece.start, piece.end):
        left, right = Span(starts[-1], seam.start()), Span(seam.end(), piece.end)
        if _is_clause(text, left) and _is_clause(text, right):
            ends.append(seam.start())
            starts.append(seam.end())
    return [Span(a, b) for a, b in zip(starts, [*ends, piece.end], strict=True)]


def _asserted(text: str, part: Span, *, whole: bool) -> Span | None:
    """The part without loose edges, if it is a clause that can stand alone."""
    lead, tail = (edge.search(text[part.start : part.end]) for edge in (_OPENING, _CLOSING))
    start = part.start + (lead.end() if lead else 0)
    end = part.start + tail.start() if tail else part.end
    if not whole and (subordinator := _LEAD.match(text[start:end])):
        start += subordinator.end()
    span = Span(start, max(start, end))
    return span if _is_clause(text, span, whole=whole) else None


def _is_clause(text: str, span: Span, *, whole: bool = False) -> bool:
    """Enough words and a finite verb; a part of a sentence also needs a subject in front of the
    verb and an end that does not wait for what an attribution took away."""
    tokens = tuple(w for w in words(text, [span]) if w.text[0].isalnum())
    if len(tokens) < _LEAST:
        return False
    verb = next((i for i in range(len(tokens)) if _finite(tokens, i)), None)
    if verb is None or whole:
        return verb is not None
    subject = tokens[0].lower in listed("boundaries", "subjects") or tokens[0].text[0].isupper()
    last = tokens[-1].lower
    return subject and verb > 0 and not _dangles(last)


def _dangles(word: str) -> bool:
    return word in listed("boundaries", "dangling") or word in listed("modality", "auxiliary")


def _finite(tokens: Words, i: int) -> bool:
    """Whether the word is an auxiliary, or a past or third-person form that no determiner or
    preposition stands before."""
    word = tokens[i].lower
    if word in listed("modality", "auxiliary") and word not in ("be", "been", "being"):
        return True
    before = tokens[i - 1].lower if i else ""
    if before in listed("verbs", "not_before"):
        return False
    if before in listed("boundaries", "plurals") and word in listed("verbs", "verbs"):
        return True
    if word in irregular() and not word.endswith("ing"):
        return True
    inflected = word.endswith(("ed", "s")) and tokens[i].text.islower()
    return inflected and any(c in listed("verbs", "verbs") for c in candidates(word))


def outlet_name(document: Document) -> str | None:
    """The outlet, else the host its page came from."""
    host = urlsplit(document.url or "").hostname
    return document.outlet or (host.removeprefix("www.") if host else None)


def _statement(document: Document, content: Span, name: str | None) -> Statement:
    return Statement(
        id=statement_id(document, None, None, [content]),
        content=(content,),
        speaker=Speaker(name) if name else None,
        kind="outlet",
        identity="named" if name else "unnamed",
        confidence=0.9,
    )


def _read(reading: Reading) -> Reading:
    found = sorted(
        (*(reading.statements or ()), *own_voice(reading)), key=lambda s: (s.span, s.cue is None)
    )
    return replace(reading, statements=tuple(found))


STAGE = Stage("voice", ("statements",), ("statements",), per_reading(_read))
