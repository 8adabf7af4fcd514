"""The people and bodies of one document and where each is seen: what a reader keeps in mind."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.domain import Mention, Span
from onrecord.read.speakers.clusters import Cluster
from onrecord.read.speakers.page import Page
from onrecord.read.speakers.phrases import Phrase, sort_of
from onrecord.read.speakers.roles import Found


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that words of the document refer to.

    ``plural`` is true for groups and for several named people, whose referents are ``members``.
    ``nouns`` are the role nouns it is known by and ``marks`` the other words of its titles.
    """

    type: str
    name: str
    span: Span
    gender: str = "u"
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    roles: list[Found] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    members: tuple["Referent", ...] = ()
    cluster: Cluster | None = None
    phrase: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a referent is mentioned. ``at`` is its token number; ``subject`` tells
    whether it seems to be the subject of its clause, ``owner`` whether a possessive follows."""

    at: int
    referent: Referent
    sentence: int
    paragraph: int
    quoted: bool
    subject: bool = False
    owner: bool = False
    pronoun: bool = False


class Scene:
    """Sightings in text order, and the referents behind them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.referents: list[Referent] = []
        self.speaker: Referent | None = None
        self.said = _said(page)
        self._at: list[int] = []
        self._sightings: list[Sighting] = []

    def add(self, referent: Referent) -> Referent:
        """Keeps a new referent."""
        self.referents.append(referent)
        return referent

    def see(
        self, referent: Referent, first: int, last: int, kind: str, *, subject: bool | None = None
    ) -> None:
        """Notes that tokens ``first`` to ``last`` refer to ``referent``."""
        token = self.page.tokens[first]
        shown = Sighting(
            first,
            referent,
            token.sentence,
            token.paragraph,
            token.quoted,
            is_subject(self.page, first, last) if subject is None else subject,
            _owns(self.page, last),
            kind == "pronoun",
        )
        i = bisect_left(self._at, first)
        self._at.insert(i, first)
        self._sightings.insert(i, shown)
        span = self.page.span(first, last)
        if all(m.span != span for m in referent.mentions):
            referent.mentions.append(Mention(span, kind))

    def before(self, at: int) -> Iterator[Sighting]:
        """Sightings before token ``at``, nearest first."""
        for i in range(bisect_left(self._at, at) - 1, -1, -1):
            yield self._sightings[i]

    def after(self, at: int) -> Iterator[Sighting]:
        """Sightings from token ``at`` on, nearest first."""
        for i in range(bisect_left(self._at, at), len(self._sightings)):
            yield self._sightings[i]


def _said(page: Page) -> list[bool]:
    """For each sentence, whether it lies wholly in quotation marks."""
    return [page.quoted(s.start) and page.quoted(s.end - 1) for s in page.sentences] or [False]


def _owns(page: Page, last: int) -> bool:
    """Whether the mention only qualifies a noun: "Smith’s plan", "the Smith campaign"."""
    after = page.token(last + 1)
    if after is None:
        return False
    if after.text in ("'s", "’s") or (after.text in "'’" and page.lower(last).endswith("s")):
        return True
    touching = not page.text[page.tokens[last].end : after.start].strip()
    return touching and not after.capital and sort_of(after.text) is not None


_CLAUSE_OPENERS = frozenset(
    [
        "but",
        "and",
        "as",
        "that",
        "while",
        "when",
        "because",
        "although",
        "though",
        "if",
        "since",
        "so",
        "where",
        "then",
        ",",
        ":",
        ";",
        "—",
        "–",
        "--",
    ]
)
_AUXILIARIES = frozenset(
    [
        "is",
        "was",
        "are",
        "were",
        "has",
        "had",
        "have",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "must",
        "can",
        "did",
        "does",
        "do",
        "said",
        "says",
        "told",
        "also",
        "never",
        "just",
        "who",
    ]
)


def is_subject(page: Page, first: int, last: int) -> bool:
    """Whether the mention opens its sentence or clause, or a verb seems to follow it."""
    start = first
    while start > 0 and _before_name(page, start - 1):
        start -= 1
    if page.opens(start):
        return page.lower(last + 1) not in ("'s", "’s")
    after = page.lower(last + 1)
    if after in ("'s", "’s"):
        return False
    if page.lower(start - 1) not in _CLAUSE_OPENERS:
        return after in _AUXILIARIES and page.lower(start - 1) not in _PREPOSITIONS
    return after in _AUXILIARIES or after.endswith(("ed", "s")) or after == ","


_PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "from", "to", "with", "about", "against", "than"]
)


def _before_name(page: Page, i: int) -> bool:
    token, after = page.tokens[i], page.tokens[i + 1]
    adjacent = not page.text[token.end : after.start].strip() and token.word
    return (
        adjacent
        and token.sentence == after.sentence
        and (token.capital or token.text.lower() in ("the", "a", "an", "former", "candidate"))
    )
