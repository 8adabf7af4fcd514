"""What the linear model sees of a statement: named features, each with the words behind it."""

from collections.abc import Iterator
from functools import cache

from onrecord.domain import Reason, Span, Spans
from onrecord.read.attributes.case import Case, Words
from onrecord.read.attributes.clause import main_clause, marked
from onrecord.read.attributes.head import kind_of_name, phrase_head
from onrecord.read.attributes.kind import entity_type
from onrecord.read.attributes.valence import valence
from onrecord.read.lemmas import candidates
from onrecord.read.lexicons import words as listed

_SECTIONS = ("possible", "probable", "deontic", "future", "negative", "negating", "condition",
             "good", "bad", "imperative", "auxiliary")  # fmt: skip
_PERSONS = {"i": "I", "we": "we", "my": "I", "our": "we", "you": "you"}


def features(case: Case, rules: tuple[Reason, ...]) -> dict[str, Spans]:
    """Feature name to the words it was found in. ``rules`` are what the rules said."""
    out: dict[str, Spans] = {"bias": ()}
    for part in (_cue, _source, _content):
        out |= dict(part(case))
    for r in rules:
        out[f"rule:{r.field}={r.value}"] = r.words
    return out


Found = Iterator[tuple[str, Spans]]


def _cue(case: Case) -> Found:
    lemmas = [(_lemma(w.lower), w.span) for w in case.cue]
    for i, (word, span) in enumerate(lemmas):
        yield f"cue:{word}", (span,)
        if i:
            yield f"cue2:{lemmas[i - 1][0]}_{word}", (lemmas[i - 1][1], span)
    for span, _, sense in case.senses:
        yield f"sense:{sense.act}", (span,)
        yield f"distance:{sense.reporter}", (span,)
    if case.senses:
        yield f"sense1:{case.senses[0][2].act}", (case.senses[0][0],)
        yield f"senses:{'+'.join(sorted({s[2].act for s in case.senses}))}", ()
    else:
        yield "no-sense", ()
    if not any(w.text[0].isalnum() for w in case.cue):
        yield from (("cue:say", ()), ("sense:assert", ()), ("sense1:assert", ()))
    yield f"cue-length:{min(len(case.cue), 5)}", ()
    for w in case.cue:
        for section in ("negative", "deontic", "possible", "future"):
            if w.lower in marked(section):
                yield f"cue-{section}", (w.span,)


def _lemma(word: str) -> str:
    known = listed("verbs", "verbs")
    return next((c for c in (word, *candidates(word)) if c in known), word)


def _source(case: Case) -> Found:
    if not case.statement.source:
        yield "no-source", ()
    for w in case.source[:1] + case.source[-1:]:
        if w.text.islower():
            yield f"source:{w.lower}", (w.span,)
    if head := phrase_head(case.source):
        yield f"head-kind:{head.kind}", (head.word.span,)
        yield f"head:{head.word.lower if not head.proper else 'NAME'}", (head.word.span,)
        yield f"plural:{head.word.lower.endswith('s')}", ()
    speaker = case.statement.speaker
    yield f"entity:{entity_type(case)}", ()
    yield f"speaker:{speaker.name[:1].isupper() if speaker else None}", ()
    if speaker:
        yield f"speaker-kind:{kind_of_name(speaker.name)}", ()
    if any(w.text[0].isupper() for w in case.source):
        yield "source-capital", ()


def _content(case: Case) -> Found:
    clause = main_clause(case)
    quoted = sum(
        q.overlap(s) for s in case.statement.content for q, _ in case.layout.quoted.over(s)
    )
    length = sum(s.end - s.start for s in case.statement.content)
    yield f"quoted:{round(2 * quoted / max(length, 1))}", ()
    yield f"content-length:{min(len(case.content).bit_length(), 8)}", ()
    for i, w in enumerate(case.content[:3]):
        yield f"first{i}:{w.lower}", (w.span,)
    parts = {"head": clause.head, "group": clause.group, "lead": clause.lead, "rest": clause.rest}
    for name, part in parts.items():
        yield from _marks(name, part)
    for w in clause.group:
        yield f"group:{w.lower}", (w.span,)
    yield from _marks("all", case.content)
    if not any(w.lower in marked("auxiliary") for w in case.content):
        yield "no-auxiliary", ()
    felt = valence(case.content)
    yield f"good:{min(felt.good, 6)}", felt.good_words
    yield f"bad:{min(felt.bad, 6)}", felt.bad_words
    yield f"tone:{max(-4, min(4, (felt.good - felt.bad) // 2))}", felt.good_words + felt.bad_words
    for mark in "?!":
        if any(w.text == mark for w in case.content):
            yield f"mark:{mark}", ()


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """Word to the sections of the modality list that hold it."""
    every = frozenset[str]().union(*(marked(s) for s in _SECTIONS))
    return {w: tuple(s for s in _SECTIONS if w in marked(s)) for w in every}


def _marks(name: str, part: Words) -> Found:
    hits: dict[str, list[Span]] = {}
    for w in part:
        for section in _sections().get(w.lower, ()):
            hits.setdefault(section, []).append(w.span)
    for section in (s for s in _SECTIONS if s in hits):
        yield f"{name}-{section}", tuple(hits[section])
        if len(hits[section]) > 2:
            yield f"{name}-{section}-many", tuple(hits[section])
    for w in part[:2]:
        if w.lower in _PERSONS:
            yield f"{name}-{_PERSONS[w.lower]}", (w.span,)
