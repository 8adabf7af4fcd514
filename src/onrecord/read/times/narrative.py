"""What a time expression is read against: its words and clause, and the story's own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.read.times.periods import Period, holding
from onrecord.read.times.tokens import Token

_PAST = frozenset(
    str.split(
        "was were had has have did said told began ran went came took made found won lost met left "
        "fell rose sent held gave got saw became led paid put set broke brought built bought "
        "caught drew drove ate flew fought grew heard hit "
        "kept knew laid lay let read rode sang sat shot "
        "sold spent spoke stood stole struck swore taught thought threw understood withdrew wore "
        "wrote since been ago after overnight shut cut quit bid"
    )
)
_FUTURE = frozenset(
    str.split(
        "will shall would must wo ll going scheduled expected expects expect due plans plan "
        "planned planning slated upcoming starting beginning effective payable tomorrow begins "
        "starts opens expires intends aims hopes deadline reconvenes resume resumes toward "
        "towards should"
    )
)
_PASSIVE = frozenset(str.split("is are be being to not"))
_SET_FOR = frozenset(str.split("planned scheduled expected due slated"))
_WAS = frozenset(str.split("was were had"))
_NOT_PAST = frozenset(str.split("united need indeed speed feed seed bed red led embed hundred"))
_STOP = frozenset(".!?;")
_LEFT, _RIGHT = 28, 14


@dataclass(frozen=True, slots=True)
class Expression:
    """A candidate: the tokens of its paragraph and which of them it takes."""

    rule: str
    tokens: Sequence[Token]
    start: int
    end: int

    @property
    def words(self) -> Sequence[Token]:
        """The tokens of the expression itself."""
        return self.tokens[self.start : self.end]

    def first(self, *atoms: str) -> Token | None:
        """The first of its tokens that is one of these atoms."""
        return next((t for t in self.words if t.atom in atoms), None)

    def all(self, *atoms: str) -> list[Token]:
        """Its tokens that are one of these atoms."""
        return [t for t in self.words if t.atom in atoms]

    def has(self, *atoms: str) -> bool:
        """Whether any of its tokens is one of these atoms."""
        return self.first(*atoms) is not None

    def near(self, offset: int) -> Token | None:
        """The token before it (-1, -2, …) or after it (1, 2, …)."""
        place = self.start + offset if offset < 0 else self.end + offset - 1
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def low(self, offset: int) -> str:
        """The lower-cased word ``near`` it, "" at the edge of the paragraph."""
        token = self.near(offset)
        return token.low if token else ""


def direction(x: Expression) -> str | None:
    """Whether the clause around speaks of what was ("past") or will be ("future").

    The nearest verb or signal to the left within the sentence decides, else to the right.
    """
    left = range(x.start - 1, max(x.start - _LEFT, -1), -1)
    right = range(x.end, min(x.end + _RIGHT, len(x.tokens)))
    if _as_soon_as(x) or _as_a_limit(x):
        return "future"
    for places in (left, right):
        for place in places:
            word = x.tokens[place].low
            if word in _STOP:
                break
            before = x.tokens[place - 1].low if place else ""
            lean = None if places is right and _told_of_plan(word, before) else _lean(word, before)
            if word == "set" and x.tokens[min(place + 1, x.end)].low in ("for", "to"):
                lean = "future"
            if word in _SET_FOR and (x.low(1) in _WAS or _had_been(x, place)):
                return "past"
            if lean is not None:
                return lean
    return None


def _as_soon_as(x: Expression) -> bool:
    return x.low(-1) == "as" and x.low(-2) in ("soon", "early", "late") and x.low(-3) == "as"


def _as_a_limit(x: Expression) -> bool:
    """ "Until Friday" and, of months, "by February" or "through June", inside a sentence."""
    inside = x.low(-2) not in ("", ".", "but", "and", '"', "”")
    month = x.has("month", "mabbr") and x.low(-1) in ("by", "through")
    return inside and (x.low(-1) in ("until", "till") or month)


def _told_of_plan(word: str, before: str) -> bool:
    """ "On Friday, the government planned" is of the past; "is planned" is not."""
    return word in _SET_FOR and before not in _PASSIVE


def _had_been(x: Expression, place: int) -> bool:
    return place > 1 and [t.low for t in x.tokens[place - 2 : place]] == ["had", "been"]


def _lean(word: str, before: str) -> str | None:
    if word in _FUTURE:
        return "future"
    if before in _PASSIVE:
        return None
    if word in _PAST:
        return "past"
    past = word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST
    return "past" if past else None


@dataclass(slots=True)
class Narrative:
    """The publication date and the times the story has spoken of so far.

    ``latest`` is the last time mentioned; ``told`` the last one that is not merely the day of
    the report ("said Friday"); ``quarter`` the last business quarter.
    """

    published: date | None
    clock: str | None = None
    latest: Period | None = None
    told: Period | None = None
    quarter: Period | None = None

    def note(self, period: Period, deictic: bool) -> None:
        """Move the reference time to a period just mentioned."""
        self.latest = period
        if not deictic:
            self.told = period
        if period.unit == "quarter":
            self.quarter = period

    def at(self, unit: str) -> Period | None:
        """The reference period of a unit that "the following month" or "that week" starts from."""
        for period in (self.told, self.latest) if unit != "day" else (self.latest, self.told):
            if period is not None and period.finer_than(unit):
                return holding(unit, period.start)
        return None
