"""The head of a source phrase, and whether it names someone."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.domain import Span
from onrecord.read.attributes.case import Case, Word, Words, words
from onrecord.read.lexicons import words as listed

_KINDS = {"persons": "person", "documents": "document", "groups": "group",
          "organisations": "organisation", "outlets": "outlet"}  # fmt: skip
# What "figures" are called that are people rather than numbers.
_PUBLIC = frozenset(
    """opposition political public religious senior leading prominent party establishment military
    business cultural historical key top conservative liberal republican democratic influential
    community union television exiled""".split()
)


def pronouns() -> frozenset[str]:
    """Pronouns that can be a source."""
    return listed("sources", "pronouns")


def articles() -> frozenset[str]:
    """Determiners and possessives."""
    return listed("sources", "articles")


@dataclass(frozen=True, slots=True)
class Head:
    """The head word of a source and the kind a word list gives it, if any."""

    word: Word
    kind: str | None
    proper: bool


def phrase_head(tokens: Words) -> Head | None:
    """The last word before the first comma, preposition or relative pronoun; for "a third of
    voters" the word after "of"."""
    core = list(_core(tokens))
    if not core:
        return None
    word = core[-1]
    if _partitive(word):
        rest = tokens[len(core) + 1 :]
        inner = phrase_head(rest) if rest else None
        if inner and word.lower in ("one",):
            return Head(inner.word, "person" if inner.kind == "group" else inner.kind, False)
        return Head(inner.word if inner else word, "group", False)
    return Head(word, _listed_kind(core), word.text[0].isupper())


def _core(tokens: Words) -> Words:
    if tokens and tokens[-1].lower in ("'s", "’", "'"):
        tokens = tokens[:-1]
    start = next((i for i, w in enumerate(tokens) if w.text[0].isalnum()), len(tokens))
    skip = {"by", "to", "in", "according", "from", "for", "with", "under"}
    while start < len(tokens) and tokens[start].lower in skip:
        start += 1
    for i in range(start, len(tokens)):
        w = tokens[i]
        cut = w.text in ",—–" or (w.lower in listed("sources", "links") and i > start)
        if cut or (
            i > start
            and re.search(r"[a-z]{3}ed$", w.text)
            and tokens[i - 1].lower not in articles()
        ):
            return tokens[start:i]
    return tokens[start:]


def _partitive(word: Word) -> bool:
    return word.lower in listed("sources", "partitives")


@cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((kind, listed("sources", name)) for name, kind in _KINDS.items())


def _listed_kind(core: list[Word]) -> str | None:
    word = core[-1]
    capital = word.text[0].isupper()
    if capital and word.lower in listed("sources", "outlets"):
        return "outlet"
    if capital and len(core) > 1 and core[-2].text[0].isupper():
        if word.lower in listed("sources", "affiliates"):
            return "person"
        found = [k for k, ws in _lists() if word.lower in ws and k != "outlet" and k != "person"]
        return found[0] if found else None
    if word.lower in ("figure", "figures") and _PUBLIC & {w.lower for w in core[:-1]}:
        return "group" if word.lower.endswith("s") else "person"
    return next((k for k, ws in _lists() if word.lower in ws), None)


def kind_of_name(name: str) -> str | None:
    """The kind a resolved name or description suggests by its head word."""
    head = phrase_head(words(name, [Span(0, len(name))]))
    return head.kind if head else None


def has_name(tokens: Words) -> Span | None:
    """The first capitalised word that is not just the first word of a description."""
    for i, w in enumerate(tokens):
        if (
            w.text[0].isupper()
            and w.lower not in articles() | pronouns() | listed("sources", "calendar")
            and (i > 0 or w.lower not in _common())
        ):
            return w.span
    return None


@cache
def _common() -> frozenset[str]:
    """Listed words that name no one by themselves, though a sentence may begin with them."""
    every = frozenset[str]().union(*(ws for _, ws in _lists()))
    return (every - listed("sources", "outlets") - listed("sources", "proper")) | {"new", "recent"}


def is_pronoun(case: Case) -> bool:
    """Whether the source is a single pronoun or possessive."""
    plain = [w for w in case.source if w.text[0].isalnum() or w.lower == "'s"]
    return 0 < len(plain) <= 2 and plain[0].lower in pronouns() | {"their", "its", "our", "my"}
