"""Groups the names of one document: which mentions name one person or body."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.read.speakers.mentions import person_evidence
from onrecord.read.speakers.names import Name, core, family, gender_of, same_person
from onrecord.read.speakers.page import Page

NAMED_BODIES = frozenset({"organisation", "outlet"})


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one person, body or place while they are gathered."""

    type: str
    names: list[Name] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)

    @property
    def fullest(self) -> Name:
        """The longest name, the first of equals."""
        return max(self.names, key=lambda n: (len(n.words), -n.first))

    @property
    def gender(self) -> str:
        """``m`` or ``f`` when the evidence leans that way, else ``u``."""
        male, female = self.genders["m"], self.genders["f"]
        if male == female:
            return "u"
        return "m" if male > female else "f"

    def add(self, name: Name) -> None:
        """Takes in ``name`` with what its title and forename show of gender."""
        self.names.append(name)
        if name.gender != "u":
            self.genders[name.gender] += 3
        shown = gender_of(name.words)
        if self.type == "person" and shown != "u":
            self.genders[shown] += 2


def cluster(page: Page, names: Iterable[Name]) -> list[Cluster]:
    """Clusters in order of first mention. Two people of one surname stay two; a surname alone
    goes to the one just named in full, or else to the one named first."""
    ordered = sorted(names, key=lambda n: n.first)
    people = _full_people(page, ordered)
    taken = {n.first for c in people for n in c.names}
    rest = [n for n in ordered if n.first not in taken]
    others: list[Cluster] = []
    for name in rest:
        if not _join_person(page, people, name):
            _join_other(page, others, name)
    every = people + others
    for c in every:
        c.names.sort(key=lambda n: n.first)
    return sorted(every, key=lambda c: c.names[0].first)


def _full_people(page: Page, names: list[Name]) -> list[Cluster]:
    lone = Counter(n.words[0].casefold() for n in names if len(n.words) == 1)
    people: list[Cluster] = []
    beside = {i for n in names if n.type == "person" for i in (n.titled - 2, n.last + 2)}
    for name in names:
        if len(core(name.words)) < 2 or not _is_person(page, name, lone, beside):
            continue
        home = next((c for c in people if same_person(c.names[0].words, name.words)), None)
        if home is None:
            home = Cluster("person")
            people.append(home)
        home.add(name)
    return people


def _is_person(page: Page, name: Name, lone: Counter[str], beside: set[int]) -> bool:
    if name.type != "unknown":
        return name.type == "person"
    if not 2 <= len(name.words) <= 3 or "of" in name.words:
        return False
    joined = (name.last in beside and page.lower(name.last + 1) == "and") or (
        name.first in beside and page.lower(name.first - 1) == "and"
    )
    return joined or person_evidence(page, name) or lone[family(name.words)] >= 1


def _join_person(page: Page, people: list[Cluster], name: Name) -> bool:
    """Adds a part of a name to the person it fits; false when it fits nobody."""
    if name.type in NAMED_BODIES or len(core(name.words)) > 1:
        return False
    word = family(name.words)
    fits = [c for c in people if _answers(c, word, name)]
    if not fits and name.type == "unknown" and person_evidence(page, name):
        fits = [c for c in people if any(_misspelt(word, n.family) for n in c.names)]
    if not fits:
        return False
    choose(page, fits, name).add(name)
    return True


def _answers(c: Cluster, word: str, name: Name) -> bool:
    if name.gender != "u" and c.gender not in ("u", name.gender):
        return False
    if any(n.family == word for n in c.names):
        return True
    by_given = name.titled == name.first and name.type in ("unknown", "person")
    return by_given and any(n.given == word for n in c.names)


def _misspelt(a: str, b: str) -> bool:
    """Whether two surnames of five letters or more differ by one letter."""
    short, full = sorted((a, b), key=len)
    if len(short) < 5 or len(full) - len(short) > 1 or a[0] != b[0] or short == full:
        return False
    i = next((k for k, (x, y) in enumerate(zip(short, full, strict=False)) if x != y), len(short))
    return short[i + (len(short) == len(full)) :] == full[i + 1 :]


def choose(page: Page, fits: list[Cluster], name: Name) -> Cluster:
    """Whom of several people a bare surname means: the one named in full in this paragraph or
    the one before, else the one named first."""
    if len(fits) == 1:
        return fits[0]
    here = page.tokens[name.first].paragraph
    near: list[tuple[int, Cluster]] = []
    for c in fits:
        for n in c.names:
            token = page.tokens[n.first]
            if len(n.words) > 1 and n.first < name.first and here - token.paragraph <= 1:
                near.append((n.first, c))
    first = min(fits, key=lambda c: c.names[0].first)
    if any(c is first for _, c in near):
        return first
    return max(near, key=lambda pair: pair[0])[1] if near else first


def _join_other(page: Page, others: list[Cluster], name: Name) -> None:
    type_ = _lone_type(page, name)
    for c in others:
        if _same_other(c, name, type_):
            c.add(name)
            if c.type == "unknown" and type_ != "unknown":
                c.type = type_
            return
    fresh = Cluster(type_)
    fresh.add(name)
    others.append(fresh)


def _lone_type(page: Page, name: Name) -> str:
    """An untyped single word becomes a person's name where it says or thinks something."""
    if name.type != "unknown" or len(name.words) > 1:
        return name.type
    return "person" if person_evidence(page, name) else "unknown"


def _same_other(c: Cluster, name: Name, type_: str) -> bool:
    if c.type != type_ and "unknown" not in (c.type, type_):
        return False
    mine, theirs = _folded(name), [_folded(n) for n in c.names]
    if mine in theirs:
        return True
    return type_ in NAMED_BODIES and any(_same_body(mine, other) for other in theirs)


def _folded(name: Name) -> tuple[str, ...]:
    words = tuple(w.casefold().replace(".", "") for w in name.words)
    return words[1:] if words[0] == "the" and len(words) > 1 else words


def _same_body(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One is the other's initials, or its first or last word stands for the whole."""
    short, full = sorted((a, b), key=len)
    if len(short) > 1 or len(full) == 1:
        return False
    if _ALIASES.get(short[0]) == " ".join(full):
        return True
    initials = "".join(w[0] for w in full if w not in ("of", "and", "for", "the"))
    return short[0] in (initials, initials.removesuffix("c")) or (
        short[0] in (full[0], full[-1]) and " ".join(short).title() in _shortened()
    )


_ALIASES = {
    "fed": "federal reserve",
    "gop": "republican party",
    "nyt": "new york times",
    "wsj": "wall street journal",
    "wapo": "washington post",
    "un": "united nations",
}


def _shortened() -> frozenset[str]:
    return frozenset({"Fox", "Times", "Post", "Breitbart", "Journal", "Guardian", "Fed", "Herald"})
