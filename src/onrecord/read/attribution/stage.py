"""The stage: documents to statements with spans and learned guesses."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from onrecord.domain import (
    Document,
    Reading,
    Reason,
    Span,
    Statement,
    statement_id,
)
from onrecord.read.attribution.decode import Floats, Found, attributions
from onrecord.read.attribution.encode import Encoded, encode
from onrecord.read.attribution.inner import inner, pieces, rows_of
from onrecord.read.attribution.labels import FIELDS
from onrecord.read.attribution.link import WordSpan
from onrecord.read.attribution.network import ReaderModel, reader_model
from onrecord.read.attribution.windows import pieces_of
from onrecord.read.attribution.words import Word, split_words, words_in
from onrecord.read.sentences import sentences
from onrecord.read.stage import Stage


def find_attributions(readings: Sequence[Reading]) -> list[Reading]:
    """Statements of each document, all windows of the batch through one encoder."""
    model = reader_model()
    words = [split_words(r.document.text) for r in readings]
    outputs = encode([pieces_of(w, model.tokenizer) for w in words], model)
    return [_one(r, w, o, model) for r, w, o in zip(readings, words, outputs, strict=True)]


STAGE = Stage("attribution", (), ("statements",), find_attributions)


def _one(reading: Reading, words: list[Word], encoded: Encoded, model: ReaderModel) -> Reading:
    if not words:
        return replace(reading, statements=())
    found = attributions(encoded, model.weights)
    states, document = encoded.words["states"], reading.document
    inside = _inside(found, words, states, document.text, model)
    outer = _statements(document, words, states, found, model)
    nested = _statements(document, words, states, [f for _, f in inside], model)
    rows = list(enumerate(outer))
    for (owner, _), statement in zip(inside, nested, strict=True):
        rows.append((owner, replace(statement, parent=outer[owner].id)))
    rows.sort(key=lambda row: row[0])
    return replace(reading, statements=tuple(s for _, s in rows))


def _statements(
    document: Document, words: list[Word], states: Floats, found: list[Found], model: ReaderModel
) -> list[Statement]:
    reasons = _meanings(found, states, model)
    return [_statement(document, words, f, r) for f, r in zip(found, reasons, strict=True)]


def _inside(
    found: Sequence[Found], words: list[Word], states: Floats, text: str, model: ReaderModel
) -> list[tuple[int, Found]]:
    """What the contents hold, with the index of the statement whose content it is; not where
    another statement has its cue."""
    rows = rows_of(states, [w.quote for w in words])
    bounds = [words_in(words, s) for s in sentences(text)]
    taken = {i for f in found for i in range(*f.cue)}
    return [
        (index, f)
        for index, outer in enumerate(found)
        for f in inner(rows, list(pieces(outer.contents, bounds)), model.inner)
        if taken.isdisjoint(range(*f.cue))
    ]


def _statement(
    document: Document, words: list[Word], found: Found, reasons: tuple[Reason, ...]
) -> Statement:
    source = (_span(words, found.source),) if found.source else None
    cue = (_span(words, found.cue),)
    content = tuple(_span(words, c) for c in found.contents)
    guesses: dict[str, Any] = {r.field: _value(r) for r in reasons}
    return Statement(
        id=statement_id(document, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        confidence=found.confidence,
        reasons=reasons,
        **guesses,
    )


def _value(reason: Reason) -> str | bool:
    return reason.value == "true" if reason.field in ("forecast", "conditional") else reason.value


def _span(words: list[Word], at: WordSpan) -> Span:
    return Span(words[at[0]].span.start, words[at[1] - 1].span.end)


def _meanings(
    found: Sequence[Found], states: Floats, model: ReaderModel
) -> list[tuple[Reason, ...]]:
    """The best value of each enumerated field with its probability."""
    if not found:
        return []
    scores = model.meaning(np.stack([pooled(states, f) for f in found]))
    return [_guesses(row) for row in scores]


def pooled(states: Floats, found: Found) -> Floats:
    """One statement as [4 * width]: mean of the cue, its first word, mean of the source (zeros
    without one), mean of the content."""
    inside = np.concatenate([states[s:e] for s, e in found.contents])
    source = states[slice(*found.source)].mean(0) if found.source else np.zeros_like(states[0])
    cue = states[slice(*found.cue)].mean(0)
    return np.concatenate([cue, states[found.cue[0]], source, inside.mean(0)])


def _guesses(row: Floats) -> tuple[Reason, ...]:
    out, at = [], 0
    for name, values in FIELDS.items():
        part = np.exp(row[at : at + len(values)] - row[at : at + len(values)].max())
        best = int(part.argmax())
        share = round(float(part[best] / part.sum()), 3)
        out.append(Reason(name, values[best], "model", share))
        at += len(values)
    return tuple(out)
