"""Whether two profiles are one actor's: a score with reasons that can be read."""

import re
from dataclasses import dataclass

from onrecord.match.actors.names import PARTICLES, content, fold, other_forms, person, plain
from onrecord.match.actors.profile import Profile, stem

#: From here on two profiles are held to be one actor's.
SAME = 0.8
#: Fields of work that one person seldom has together with another.
APART = frozenset({"sport", "arts", "faith", "crime"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """How surely two profiles are one actor's, from 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


def conflict(a: Profile, b: Profile) -> str | None:
    """What speaks against two people, bodies or places of one name being one."""
    if a.known and b.known and a.known != b.known:
        return "each is known as somebody else"
    if a.where and b.where and a.where != b.where and a.where[:3] != "of " != b.where[:3]:
        return f"of different countries: {a.where}, {b.where}"
    if a.where.startswith("of ") and b.where.startswith("of ") and a.where != b.where:
        return f"the same sort of office, {a.where} and {b.where}"
    if _work_differs(a.fields, b.fields):
        return f"different work: {_listed(a)}, {_listed(b)}"
    return None


def _work_differs(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b and (a <= APART or b <= APART)


def _listed(p: Profile) -> str:
    return " and ".join(sorted(p.fields))


def compare(a: Profile, b: Profile) -> Comparison:
    """Compares two profiles that share a block.

    >>> ana = Profile("person", "ana ruiz", "Ana Ruiz")
    >>> compare(ana, Profile("person", "ana ruiz", "Ana Ruíz"))
    Comparison(score=0.95, reasons=('the same name: Ana Ruiz, Ana Ruíz',))
    """
    against = conflict(a, b)
    if against:
        return Comparison(0.0, (against,))
    if a.known and a.known == b.known:
        return Comparison(1.0, (f"both are {a.spelled} of the gazetteer",))
    score, reason = _names(a, b)
    return Comparison(score, (reason, *_shared(a, b)))


def _shared(a: Profile, b: Profile) -> tuple[str, ...]:
    both = sorted(a.fields & b.fields)
    found = [f"both {field}" for field in both]
    return (*found, f"both {a.where}") if a.where and a.where == b.where else tuple(found)


def _names(a: Profile, b: Profile) -> tuple[float, str]:
    pair = f"{a.spelled}, {b.spelled}"
    if a.sort != b.sort:
        same = plain(a.spelled) == plain(b.spelled) and " " in plain(a.spelled)
        return (
            (0.85, f"the same name, though one was read as {b.type}: {pair}") if same else (0, "")
        )
    if a.sort == "person":
        return _people(a, b, pair)
    if a.name == b.name:
        return 0.95, f"the same name: {pair}"
    if content(a.spelled) == content(b.spelled):
        return 0.9, f"the same words: {pair}"
    if {stem(w) for w in content(a.spelled)} == {stem(w) for w in content(b.spelled)}:
        return 0.85, f"the same words but for their endings: {pair}"
    return 0.0, f"different names: {pair}"


def _people(a: Profile, b: Profile, pair: str) -> tuple[float, str]:
    mine, theirs = person(a.spelled), person(b.spelled)
    if a.name == b.name:
        return 0.95, f"the same name: {pair}"
    if fold(mine.family) != fold(theirs.family) or not mine.given or not theirs.given:
        return 0.0, f"different names: {pair}"
    x, y = fold(mine.given[0]), fold(theirs.given[0])
    if _middles_differ(mine.given[1:], theirs.given[1:]):
        return 0.0, f"different middle names: {pair}"
    if x == y:
        return 0.9, f"one name is longer: {pair}"
    if _bones(x) == _bones(y):
        return 0.85, f"spellings of one name: {pair}"
    if theirs.given[0].casefold() in other_forms(mine.given[0].casefold()):
        return 0.85, f"a short form of the same name: {pair}"
    return 0.0, f"different names: {pair}"


def _middles_differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    mine, theirs = ([w for w in part if w.casefold() not in PARTICLES] for part in (a, b))
    pairs = zip(mine, theirs, strict=False)
    return any(x[0].casefold() != y[0].casefold() for x, y in pairs)


def _bones(name: str) -> str:
    """The consonants of a long name, by which Mohammed is Muhammad; short names have too few, and
    Alexandra is not Alexander."""
    bare = re.sub(r"[aeiou]", "", name)
    return bare + ("a" if name.endswith("a") else "") if len(bare) >= 4 else name
