"""The cast of an article: who speaks in it, how each is told apart, and what can be picked out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.domain import Statement
from onrecord.export.words import own_voice, speaker_name

#: Colours and line styles of the page's style sheet. Their counts share no divisor, so 28
#: speakers differ in colour, line or both, and two neighbours always differ in both.
COLOURS = 7
LINES = 4

#: What can be picked out besides a speaker: key -> label and test.
FACETS: Mapping[str, tuple[str, Callable[[Statement], bool]]] = {
    "deny": ("Denials", lambda s: s.act == "deny"),
    "anonymous": ("Anonymous", lambda s: s.identity == "anonymous"),
    "unverified": ("Not verified", lambda s: _status(s) == "unverified"),
    "forecast": ("Looking ahead", lambda s: s.forecast),
    "conditional": ("If … then", lambda s: s.conditional),
    "nested": ("Reported by a source", lambda s: s.parent is not None),
    "own": ("The outlet’s own voice", own_voice),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of an article, with the look that tells it from the others. ``own`` is the
    outlet when it asserts something itself."""

    index: int
    name: str
    initials: str
    own: bool
    tint: str
    line: str
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facet:
    """Statements of one sort, and how many there are."""

    key: str
    label: str
    count: int


def voices_of(statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """The speakers, those with most statements first, the outlet's own voice last.

    Ties keep the article's order.
    """
    groups: dict[tuple[bool, str], list[str]] = {}
    for s in statements:
        groups.setdefault((own_voice(s), speaker_name(s)), []).append(s.id)
    ranked = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1])))
    return tuple(
        Voice(i, name, initials(name), own, *_look(i, own), frozenset(ids))
        for i, ((own, name), ids) in enumerate(ranked)
    )


def facets_of(statements: Iterable[Statement]) -> tuple[Facet, ...]:
    """The sorts of statement the article has, with their counts."""
    counts = Counter(flag for s in statements for flag in flags_of(s))
    return tuple(
        Facet(key, label, counts[key]) for key, (label, _) in FACETS.items() if counts[key]
    )


def flags_of(statement: Statement) -> tuple[str, ...]:
    """Keys of the facets the statement belongs to."""
    return tuple(key for key, (_, holds) in FACETS.items() if holds(statement))


def initials(name: str) -> str:
    """Up to two letters that stand for a name on its badge.

    >>> initials("Colonel Ostap Velimar"), initials("the navy")
    ('OV', 'N')
    """
    words = [w for w in name.split() if w[0].isalnum()]
    capitals = [w for w in words if w[0].isupper()] or words[-1:]
    return "".join(w[0].upper() for w in capitals[-2:])


def _look(index: int, own: bool) -> tuple[str, str]:
    colour = index % COLOURS
    return ("t-own", "u-own") if own else (f"t{colour}", f"u{colour} l{index % LINES}")


def _status(statement: Statement) -> str | None:
    return statement.verification.status if statement.verification else None
