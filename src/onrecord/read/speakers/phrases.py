"""Noun phrases that describe a source: "a former U.S. official", "the company", "many voters"."""

from dataclasses import dataclass
from functools import cache

from onrecord.domain import Span
from onrecord.read.speakers import lexicon
from onrecord.read.speakers.mentions import is_cue
from onrecord.read.speakers.page import Page

DEFINITE = frozenset(["the", "this", "that", "these", "those", "both", "neither"])
INDEFINITE = frozenset(
    [
        "a",
        "an",
        "one",
        "another",
        "some",
        "many",
        "several",
        "most",
        "few",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "numerous",
        "other",
        "all",
        "any",
        "no",
        "each",
        "every",
        "dozens",
        "hundreds",
        "thousands",
    ]
)
POSSESSIVES = frozenset(["his", "her", "their", "its", "our", "my", "your", "whose"])
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase up to its head noun. ``determiner`` is the first word in lower case where
    that is one, else empty; ``sort`` is person, document or body; ``modifiers`` lie between."""

    first: int
    head: int
    span: Span
    determiner: str
    noun: str
    sort: str
    plural: bool
    modifiers: tuple[str, ...]

    @property
    def definite(self) -> bool:
        return self.determiner in DEFINITE


def phrase_at(page: Page, i: int) -> Phrase | None:
    """The phrase that starts at token ``i``, when its head noun is one that sources have."""
    token = page.tokens[i]
    low = token.text.lower()
    determiner = low if low in DEFINITE | INDEFINITE | POSSESSIVES else ""
    if not determiner and not _opens_bare(page, i):
        return None
    head = _head(page, i + bool(determiner))
    if head is None:
        if low in lexicon.words("people") and low not in DEFINITE:
            return _phrase(page, i, i, "")
        return None
    return _phrase(page, i, head, determiner)


def _opens_bare(page: Page, i: int) -> bool:
    """Whether a phrase without a determiner may start here: no verb before a bare plural."""
    low = page.lower(i)
    return page.tokens[i].capital or low in lexicon.words("modifiers") or sort_of(low) is not None


def _phrase(page: Page, i: int, head: int, determiner: str) -> Phrase:
    noun = page.lower(head)
    between = range(i + bool(determiner), head)
    return Phrase(
        i,
        head,
        page.span(i, head),
        determiner,
        lexicon.singular(noun),
        sort_of(noun) or "person",
        is_plural(noun) or determiner in ("these", "those", "both", "many", "several", "few"),
        tuple(page.lower(k) for k in between if page.tokens[k].word),
    )


def _head(page: Page, start: int) -> int | None:
    """Number of the last source noun before the phrase ends."""
    found = None
    for j in range(start, min(start + _LONGEST, len(page.tokens))):
        if not _inside(page, j) or (j > start and not _joined(page, j)):
            break
        noun = sort_of(page.lower(j))
        if noun and not (found is not None and _verbal(page, j)):
            found = j
        elif (found is not None and is_cue(page.lower(j))) or (j > start and _past(page, j)):
            break
    return found if found is not None and _ends(page, found + 1) else None


def _past(page: Page, j: int) -> bool:
    """A past tense rather than an adjective: "the plan angered farmers"."""
    low = page.lower(j)
    listed = low in lexicon.words("modifiers") or "-" in low or page.tokens[j].capital
    return low.endswith("ed") and not listed


def _verbal(page: Page, j: int) -> bool:
    """A noun that is rather the verb after a head: "the company reports", "officials report"."""
    word, after = page.lower(j), page.lower(j + 1)
    return (
        is_cue(word)
        and not page.tokens[j].capital
        and (after in ("that", "the", "a", "an", "in", "to", "on", "his", "her", "their"))
    )


def _inside(page: Page, j: int) -> bool:
    token = page.tokens[j]
    possessive = token.text in ("'s", "’s")
    closed = token.text.lower() in lexicon.words("closed") and not token.text.isupper()
    return possessive or (token.word and not closed)


def _joined(page: Page, j: int) -> bool:
    gap = page.text[page.tokens[j - 1].end : page.tokens[j].start]
    return gap.strip() == "" and gap.count("\n") < 2


def _ends(page: Page, j: int) -> bool:
    """Whether a phrase may end before token ``j``: no further noun seems to follow."""
    token = page.token(j)
    if token is None or not token.word or not _joined(page, j):
        return True
    low = token.text.lower()
    if token.text in ("'s", "’s") or low in lexicon.words("closed") or is_cue(low):
        return True
    return low.endswith(("ed", "ing", "ly")) and not token.capital


@cache
def sort_of(noun: str) -> str | None:
    """person, document or body for a noun that sources have, else ``None``."""
    low = noun.lower()
    if low in lexicon.words("collectives"):
        return "body"
    if low in lexicon.words("documents"):
        return "document"
    if lexicon.office(low) or low in lexicon.words("people"):
        return "person"
    return None


@cache
def is_plural(noun: str) -> bool:
    """Whether the noun is a plural or a collective of people."""
    low = noun.lower()
    if low in lexicon.words("people") and not low.endswith("percent"):
        return True
    return lexicon.singular(low) != low
