"""Finds whom a description means: "the official", "the Florida senator", "the company"."""

from collections.abc import Callable

from onrecord.read.speakers.lexicon import role_genders
from onrecord.read.speakers.phrases import POSSESSIVES, Phrase
from onrecord.read.speakers.scene import Referent, Scene

_SAME = (
    {"senator", "lawmaker", "legislator", "congressman", "congresswoman", "representative"},
    {"report", "study", "analysis", "survey", "poll"},
    {"email", "e-mail", "message"},
    {"lawsuit", "suit", "complaint"},
    {"story", "article", "report", "piece"},
    {"businessman", "billionaire", "mogul", "tycoon", "magnate"},
    {"actor", "comedian", "star", "actress"},
    {"probe", "investigation", "inquiry"},
    {"company", "firm"},
    {"candidate", "nominee", "contender", "front-runner", "frontrunner", "hopeful"},
    {"spokesman", "spokeswoman", "spokesperson"},
    {"campaign", "camp", "team"},
    {"newspaper", "paper"},
    {"agency", "department"},
    {"group", "organization", "organisation"},
)
_EPITHETS = frozenset(
    [
        "mogul",
        "businessman",
        "businesswoman",
        "billionaire",
        "millionaire",
        "tycoon",
        "magnate",
        "star",
        "actor",
        "actress",
        "candidate",
        "nominee",
        "contender",
        "front-runner",
        "frontrunner",
        "senator",
        "governor",
        "congressman",
        "congresswoman",
        "lawmaker",
        "democrat",
        "republican",
        "socialist",
        "libertarian",
        "independent",
        "man",
        "woman",
        "politician",
        "lady",
        "celebrity",
        "general",
        "professor",
        "author",
        "minister",
        "president",
        "mayor",
        "comedian",
        "singer",
        "veteran",
        "retiree",
    ]
)
_COMPANIES = frozenset(
    [
        "company",
        "firm",
        "group",
        "organization",
        "organisation",
        "agency",
        "network",
        "newspaper",
        "paper",
        "bank",
        "party",
        "union",
        "department",
        "outlet",
        "station",
        "magazine",
        "airline",
    ]
)
_PUBLIC = frozenset(
    """ministry department government court tribunal police parliament senate congress assembly
    council committee commission authority institute university college school brigade corps army
    navy force directorate inspectorate office embassy""".split()
)
_WORKERS = frozenset("union federation confederation congress guild".split())
_TRADE = frozenset("company co plc ltd inc corp corporation lines airlines motors bank".split())
_MOVEMENTS = frozenset("party bloc front movement alliance".split())
#: Words in the name of a body that it cannot be called by the noun for.
_UNLIKE: dict[str, frozenset[str]] = {
    **dict.fromkeys(("company", "firm", "bank", "airline"), _PUBLIC | _WORKERS | _MOVEMENTS),
    **dict.fromkeys(("agency", "department"), _TRADE | _WORKERS | _MOVEMENTS),
    **dict.fromkeys(("newspaper", "paper", "magazine", "station"), _PUBLIC | _WORKERS | _MOVEMENTS),
    "union": _PUBLIC - {"congress"} | _TRADE | _MOVEMENTS,
    "party": _PUBLIC | _TRADE | _WORKERS,
}
_WINDOW = 12  # sentences an epithet may lie from the person it names
_MET = frozenset(["former", "current", "then", "self-described", "new", "old", "very", "same"])


def resolve(
    scene: Scene, phrase: Phrase, at: int, more: frozenset[str] = frozenset()
) -> Referent | None:
    """The earlier referent that ``phrase`` at token ``at`` means, or ``None`` when it brings in
    somebody new. ``more`` are the words of a complement: "from Vermont"."""
    if more:
        fixed = phrase.definite and phrase.sort == "person" and not phrase.plural
        return _known(scene, phrase, at, more) if fixed else None
    if phrase.determiner == "both" or (phrase.definite and phrase.noun in ("pair", "duo")):
        return both(scene, at)
    if phrase.determiner in POSSESSIVES or not (phrase.definite or _bare(phrase)):
        return None
    known = _known(scene, phrase, at)
    if known is not None or not phrase.definite:
        return known
    if phrase.sort == "person" and phrase.noun in _EPITHETS and not phrase.plural:
        return _salient(scene, phrase, at)
    if phrase.noun in _COMPANIES and not phrase.plural and not phrase.modifiers:
        return _nearest(scene, at, lambda r: _can_be(r, phrase.noun), 4)
    return None


def _can_be(r: Referent, noun: str) -> bool:
    """Whether a body may be called by a noun: a ministry is no company."""
    names = r.cluster.names if r.cluster else ()
    words = {w.casefold() for n in names for w in n.words}
    return r.type in ("organisation", "outlet") and not words & _UNLIKE.get(noun, frozenset())


def _bare(phrase: Phrase) -> bool:
    return phrase.determiner == "" and not phrase.modifiers


def _alike(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in _SAME)


def _known(
    scene: Scene, phrase: Phrase, at: int, more: frozenset[str] = frozenset()
) -> Referent | None:
    """The nearest referent known by this noun whose marks hold the phrase's own."""

    def same(r: Referent) -> bool:
        return phrase.noun in r.nouns and more <= r.marks and _agrees(phrase, r)

    def alike(r: Referent) -> bool:
        if phrase.sort == "person" and r.cluster is None:
            return False
        known = any(_alike(phrase.noun, n) for n in r.nouns)
        return known and more <= r.marks and _agrees(phrase, r)

    found = _nearest(scene, at, same, 60)
    if found is None and phrase.definite:
        found = _nearest(scene, at, alike, 60)
    return found


def _agrees(phrase: Phrase, r: Referent) -> bool:
    """Number agrees, and everything the phrase says of it was said before."""
    if r.plural != phrase.plural:
        return False
    return all(m in r.marks or m in r.nouns or m in _MET for m in phrase.modifiers)


def _salient(scene: Scene, phrase: Phrase, at: int) -> Referent | None:
    """The person in view when an epithet is used: the last subject or speaker before it."""
    gender = role_genders().get(phrase.noun, "u")
    if _complemented(scene, phrase):
        return None

    def fits(r: Referent) -> bool:
        same = "u" in (gender, r.gender) or r.gender == gender
        person = r.type == "person" and not r.plural and r.cluster is not None
        return person and same and not _other_party(phrase, r)

    return _nearest(scene, at, fits, 3, subject=True)


_PARTIES = (
    frozenset({"democratic", "democrat", "dem"}),
    frozenset({"republican", "gop"}),
    frozenset({"labour", "labor"}),
    frozenset({"conservative", "tory"}),
)


def _other_party(phrase: Phrase, r: Referent) -> bool:
    """Whether the phrase names a party and the person's titles another."""
    said = {*phrase.modifiers, phrase.noun}
    known = r.marks | r.nouns
    mine = [p for p in _PARTIES if p & said]
    theirs = [p for p in _PARTIES if p & known]
    return bool(mine and theirs) and not any(p in theirs for p in mine)


def _complemented(scene: Scene, phrase: Phrase) -> bool:
    """ "the mayor of Boston" brings in somebody of its own."""
    return scene.page.lower(phrase.head + 1) in ("of", "who", "for", "in", "at")


def _nearest(
    scene: Scene,
    at: int,
    fits: Callable[[Referent], bool],
    sentences: int,
    *,
    subject: bool = False,
) -> Referent | None:
    here = scene.page.tokens[at].sentence
    for sighting in scene.before(at):
        if here - sighting.sentence > sentences:
            return None
        if sighting.quoted and not scene.page.tokens[at].quoted:
            continue
        if fits(sighting.referent) and (sighting.subject or not subject):
            return sighting.referent
    return None


def both(scene: Scene, at: int) -> Referent | None:
    """The two people, or else bodies, named last before token ``at``."""
    for type_ in ("person", "organisation"):
        found: list[Referent] = []
        for sighting in scene.before(at):
            r = sighting.referent
            if scene.page.tokens[at].sentence - sighting.sentence > 5:
                break
            if len(r.members) == 2:
                return r
            if r.type == type_ and not r.plural and r.cluster and r not in found:
                found.append(r)
            if len(found) == 2:
                return together(scene, tuple(reversed(found)))
    return None


def together(scene: Scene, members: tuple[Referent, ...]) -> Referent:
    """The referent of several people named together, made once."""
    for r in scene.referents:
        if r.members and set(r.members) == set(members):
            return r
    named = [m.name for m in members]
    name = ", ".join(named[:-1]) + " and " + named[-1]
    type_ = "person" if any(m.type == "person" for m in members) else members[0].type
    return scene.add(Referent(type_, name, members[0].span, plural=True, members=members))
