"""Groups profiles to actors. The result does not depend on the order in which they came."""

from collections import Counter
from collections.abc import Iterable, Mapping

from onrecord.match.actors.compare import conflict
from onrecord.match.actors.names import SHORT_FORMS
from onrecord.match.actors.profile import Profile

Pair = tuple[str, str]


def groups(profiles: Iterable[Profile], links: Iterable[Pair]) -> list[list[Profile]]:
    """Profiles that links join. The ones that say most come first; one that fits two groups at
    odds with each other joins neither, for it may be either's."""
    beside: dict[str, set[str]] = {}
    for a, b in links:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    group_of: dict[str, list[Profile]] = {}
    for p in sorted(profiles, key=lambda p: (-p.says, p.id)):
        hit = [group_of[o] for o in beside.get(p.id, ()) if o in group_of]
        near = list({id(g): g for g in hit}.values())
        if _at_odds(near):
            near = []
        joined = [p, *(m for g in near for m in g)]
        group_of |= {m.id: joined for m in joined}
    found = {id(g): g for g in group_of.values()}.values()
    return sorted((sorted(g, key=lambda p: p.id) for g in found), key=lambda g: g[0].id)


def _at_odds(groups_: list[list[Profile]]) -> bool:
    """Whether members of two groups are at odds, which is a matter of what they say only."""
    said = [list({(p.known, p.where, p.fields): p for p in g}.values()) for g in groups_]
    return any(conflict(x, y) for i, a in enumerate(said) for b in said[:i] for x in a for y in b)


def best_name(group: Iterable[Profile], spellings: Mapping[str, int]) -> str:
    """The name by which an actor is shown: the gazetteer's, else the fullest that documents use,
    and of equals the most used."""
    known = [p.spelled for p in group if p.known]
    if known:
        return min(known)
    return max(spellings, key=lambda s: (_fullness(s), spellings[s], s), default="")


def _fullness(name: str) -> tuple[int, int, bool, int]:
    """Words that a name has, up to eight, fewer where they are in capitals or possessive; then
    whether it is written without full stops, with the long forename, and with its accents."""
    parts = name.split()
    shouted = sum(w.isupper() and len(w) > 2 for w in parts) + ("’s " in name or "'s " in name)
    long = parts[0].casefold() not in SHORT_FORMS
    accents = sum(ord(c) > 0x7F and c.isalpha() for c in name)
    return min(len(parts), 8) - shouted, -sum("." in w for w in parts), long, accents


def type_of(group: Iterable[Profile], counts: Mapping[str, int]) -> str:
    """The type that most documents give; the gazetteer's where it knows the actor."""
    members = list(group)
    known = [p.type for p in members if p.known]
    if known:
        return min(known)
    votes: Counter[str] = Counter()
    for p in members:
        votes[p.type] += counts.get(p.id, 1)
    return max(votes, key=lambda t: (votes[t], t))
