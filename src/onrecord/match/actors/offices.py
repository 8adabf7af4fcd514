"""Holders of an office who are not named: "Sembara's health minister", "the mayor of Elm"."""

import re
from collections.abc import Iterable

from onrecord.domain import Entity
from onrecord.match.actors.names import SMALL, plain
from onrecord.match.actors.profile import Profile, stem

#: Offices that one person holds at a time.
UNIQUE = frozenset(
    """minister president vice-president premier chancellor governor mayor king queen sultan emir
    pope archbishop head chief director director-general chairman chairwoman secretary-general
    commissioner speaker commander superintendent coroner ombudsman""".split()
)
#: Of these there may be one in every body, so that more must be said than the bare word.
MANY = UNIQUE - frozenset("president premier chancellor governor mayor king queen pope".split())
MARK = "~"
_DEFINITE = re.compile(r"^(?:(?:the|The)\s+(?!(?:former|then|next|new)\b)|[A-Z][\w-]+[’']s\s+)")


def office_of(entity: Entity, document: str) -> Profile | None:
    """A definite description of somebody by an office that one person holds, as a profile of its
    document alone. ``None`` for all other descriptions, whose bearers stay unnamed.

    >>> office_of(Entity("e1", "person", "Sembara's health minister", ()), "d1").name
    '~health minister'
    >>> office_of(Entity("e1", "person", "The official", ()), "d1") is None
    True
    """
    name = " ".join(entity.name.split())
    start = _DEFINITE.match(name)
    if entity.type != "person" or start is None or re.search(r"[,;]|\bwho\b", name):
        return None
    said = plain(name[start.end() :]).split()
    noun = next((w for w, after in zip(said, [*said[1:], "of"], strict=True) if after in SMALL), "")
    if noun not in UNIQUE or (noun in MANY and len(said) == 1):
        return None
    return Profile("person", MARK + " ".join(said), name, document=document)


def is_office(profile: Profile) -> bool:
    """Whether the profile is a description and no name."""
    return profile.name.startswith(MARK)


def holds(profile: Profile, roles: Iterable[str]) -> str | None:
    """The role among ``roles`` that gives somebody the office described, or ``None``.

    >>> minister = office_of(Entity("e1", "person", "Sembara's health minister", ()), "d1")
    >>> holds(minister, ["a doctor", "Health Minister of Sembara"])
    'Health Minister of Sembara'
    """
    wanted = _stems(profile.name.removeprefix(MARK))
    return next((r for r in roles if wanted <= _stems(r)), None)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in plain(text).split() if w not in SMALL)
