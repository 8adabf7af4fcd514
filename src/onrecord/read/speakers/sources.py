"""Finds the head of a source span: the name, phrase or pronoun that says who it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.domain import Spans
from onrecord.read.speakers import lexicon
from onrecord.read.speakers.names import Name
from onrecord.read.speakers.page import Page
from onrecord.read.speakers.phrases import Phrase, phrase_at, sort_of

PERSONAL = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "you",
        "who",
        "which",
        "that",
        "him",
        "her",
        "his",
        "them",
        "its",
        "their",
        "me",
        "us",
    ]
)
_LEADS = frozenset(
    [
        "by",
        "according",
        "to",
        "in",
        "from",
        "for",
        "with",
        "of",
        "as",
        "per",
        "while",
        "but",
        "and",
        "also",
        "even",
        "only",
        "like",
        "via",
        "on",
        "though",
        "although",
        "when",
        "because",
        "at",
        "former",
        "then",
        "meanwhile",
        "--",
        "yet",
    ]
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "from",
        "to",
        "at",
        "with",
        "by",
        "in",
        "on",
        "including",
        "such",
        "like",
        "as",
        "about",
        "against",
        "who",
        "which",
        "that",
        "behind",
        "under",
        "among",
        "near",
    ]
)
_LINKS = frozenset({",", "and", "or", "&", "both", "the", "with", "along", "then", "former"})


@dataclass(frozen=True, slots=True)
class Head:
    """What a source span comes down to. Exactly one of ``names``, ``phrase`` and ``pronoun``
    holds; a ``pronoun`` may be coordinated with names ("he and Mr. Allen"). ``at`` and ``end``
    are the token numbers of the head's first and the source's last token."""

    at: int
    end: int
    names: tuple[Name, ...] = ()
    phrase: Phrase | None = None
    pronoun: str | None = None


def head_of(page: Page, source: Spans, names: Mapping[int, Name]) -> Head | None:
    """The head of ``source``; ``names`` maps the first token of each name to it. ``None`` when
    the span holds no word."""
    tokens = [i for span in source for i in page.within(span)]
    while tokens and (page.lower(tokens[0]) in _LEADS or not page.tokens[tokens[0]].word):
        if tokens[0] in names or (len(tokens) == 1 and page.tokens[tokens[0]].word):
            break
        tokens = tokens[1:]
    if not tokens:
        return None
    return (
        _pronoun(page, tokens, names)
        or _named(page, tokens, names)
        or Head(tokens[0], tokens[-1], phrase=_phrase(page, tokens))
    )


def _pronoun(page: Page, tokens: list[int], names: Mapping[int, Name]) -> Head | None:
    first = _bare(page.lower(tokens[0]))
    if first not in PERSONAL or (first == "that" and len(tokens) > 1):
        return None
    if first in ("his", "her", "its", "their") and len(tokens) > 1:
        return None
    beside = tuple(names[i] for i in tokens[1:] if i in names)
    joined = len(tokens) > 2 and page.lower(tokens[1]) in ("and", "or")
    return Head(tokens[0], tokens[-1], names=beside if joined else (), pronoun=first)


def _bare(word: str) -> str:
    """The pronoun in "we’ve" or "I'm"."""
    return word.replace("’", "'").split("'")[0]


def _named(page: Page, tokens: list[int], names: Mapping[int, Name]) -> Head | None:
    inside = [names[i] for i in tokens if i in names and names[i].last <= tokens[-1]]
    for k, name in enumerate(inside):
        if _leads(page, tokens, name) and _closes(page, tokens, name):
            joined = _coordinated(page, inside[k:])
            if (
                len(joined) == 1
                and page.lower(name.last + 1) in ("and", "or")
                and name.last < tokens[-1]
            ):
                return Head(tokens[0], tokens[-1])
            return Head(name.first, tokens[-1], names=joined)
    return None


def _leads(page: Page, tokens: list[int], name: Name) -> bool:
    """Whether what stands before the name only qualifies it."""
    before = [page.lower(i) for i in tokens if i < name.titled]
    if not before or before[-1] == "," or before[-1] in ("'s", "’s"):
        return not before or before[-1] != "," or (_may_be_person(name) and _describes(before))
    return not any(w in _PREPOSITIONS or w == "," for w in before) and _qualifies(before, name)


def _may_be_person(name: Name) -> bool:
    return name.type == "person" or (name.type == "unknown" and len(name.words) in (2, 3))


def _describes(before: list[str]) -> bool:
    return any(sort_of(w) == "person" for w in before)


def _qualifies(before: list[str], name: Name) -> bool:
    if name.titled < name.first or name.type != "person":
        return len(before) <= 6 or name.titled < name.first
    return sort_of(before[-1]) is None or sort_of(before[-1]) == "person"


def _closes(page: Page, tokens: list[int], name: Name) -> bool:
    """Whether the name ends its phrase, not "Trump" in "Trump supporters"."""
    after = [i for i in tokens if i > name.last]
    if not after:
        return True
    first = page.tokens[after[0]]
    if first.text in ("'s", "’s", "'", "’"):
        return len(after) == 1
    if not first.word or after[0] > name.last + 1:
        return True
    low = first.text.lower()
    return low in lexicon.words("closed") or low.endswith(("ing", "ly")) or low == "himself"


def _coordinated(page: Page, names: list[Name]) -> tuple[Name, ...]:
    """The names joined to the first by commas and "and", with nothing but titles between."""
    out = [names[0]]
    for name in names[1:]:
        between = [page.lower(i) for i in range(out[-1].last + 1, name.titled)]
        comma = between == [","] and name is not names[-1]
        if not between or not (comma or set(between) <= _LINKS - {","} | {"and", ","}):
            break
        if between == [","] and not comma:
            break
        out.append(name)
    linked = any(page.lower(i) in ("and", "or", "&") for i in range(out[0].last + 1, out[-1].first))
    return tuple(out) if linked else (names[0],)


def _phrase(page: Page, tokens: list[int]) -> Phrase | None:
    """The first phrase of the source whose head noun ends it or stands before a preposition."""
    for i in tokens:
        word = page.lower(i)
        if i > tokens[0] and (word in _PREPOSITIONS or not page.tokens[i].word):
            return None
        phrase = phrase_at(page, i)
        if phrase and phrase.head <= tokens[-1]:
            return phrase
    return None
