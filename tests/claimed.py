"""Signatures made by hand: articles with the statements a test names, and no model to read them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.domain import Document, Quantity, Reading, Span, Speaker, Statement, statement_id
from onrecord.match.claims import Claim, Story, build, story
from onrecord.match.signature import Signature, sign


@dataclass(frozen=True)
class Words:
    """Words of an article that somebody says; the outlet itself if ``by`` is ``None``."""

    said: str
    by: str | None = None
    stance: str = "supports"
    number: tuple[float, str, str] | None = None


def article(outlet: str, day: str, text: str, *words: Words, url: str | None = None) -> Signature:
    """One article; ``text`` holds all words. A number is (value, figure, what is counted)."""
    url = url or f"https://{outlet.lower().replace(' ', '')}.example/{day}"
    document = Document(f"{outlet} {day}", text, outlet=outlet, url=url, published=day, fetched=day)
    statements = tuple(_statement(document, w) for w in words)
    quantities = tuple(_quantity(text, w) for w in words if w.number)
    reading = Reading(document, "hand", statements, (), (), quantities, ())
    vectors = np.zeros((len(words), 384), np.float32)
    vectors[:, 0] = 1.0
    return sign(reading, vectors, lambda _: 1.0)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _statement(document: Document, words: Words) -> Statement:
    content = (_span(document.text, words.said),)
    source = (_span(document.text, words.by),) if words.by else None
    return Statement(
        statement_id(document, source, source, content),
        content,
        source=source,
        cue=source,
        speaker=Speaker(words.by or document.outlet or ""),
    )


def _quantity(text: str, words: Words) -> Quantity:
    value, figure, counted = words.number or (0.0, "", "")
    inside = _span(text, words.said).start
    at = text.index(figure, inside)
    what = text.index(counted, at)
    return Quantity(Span(at, at + len(figure)), value, counted=Span(what, what + len(counted)))


def refetched(signature: Signature, day: str) -> Signature:
    """The same article as fetched on another day."""
    return replace(signature, document=replace(signature.document, fetched=day))


def claim(signatures: Sequence[Signature], stances: Sequence[Sequence[Words]]) -> Claim:
    """The claim that all statements of the articles make up, with the stances the words give."""
    told: Story = story(signatures)
    group = [(s, i) for s in signatures for i in range(len(s.lines))]
    given = {
        line.id: w.stance
        for s, words in zip(signatures, stances, strict=True)
        for line, w in zip(s.lines, words, strict=True)
    }
    return build(group, told, given)


def told(*articles: tuple[str, str, str, list[Words]]) -> Claim:
    """The claim of articles given as (outlet, day, text, words)."""
    made = [article(outlet, day, text, *words) for outlet, day, text, words in articles]
    return claim(made, [words for *_, words in articles])
