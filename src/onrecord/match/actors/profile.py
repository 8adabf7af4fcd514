"""What one document says of each name in it, reduced to what tells actors apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.domain import Document, Entity, Reading, digest
from onrecord.match import gazetteer
from onrecord.match.actors.names import (
    SMALL,
    TITLES,
    content,
    fold,
    is_abbreviation,
    other_forms,
    person,
    plain,
    untitled,
    words,
)
from onrecord.match.actors.roles import countries_in, field_nouns, fields_of, where_of

#: Types of entities that are actors; documents, events, laws and products are not.
ACTORS = frozenset({"person", "organisation", "outlet", "place", "group"})
BODIES = frozenset({"organisation", "outlet", "group"})
#: Words of which many bodies' names are made: such a name alone does not tell whose it is.
GENERIC = frozenset(
    """ministry department office agency bureau authority directorate inspectorate secretariat
    government administration parliament senate congress assembly council committee commission
    cabinet court supreme high constitutional police army navy air force forces military guard
    opposition party union board company institute university school hospital embassy consulate
    foreign interior defence defense health finance justice education environment transport energy
    agriculture culture labour labor trade affairs national state federal provincial regional
    local city county central public security intelligence service services election electoral
    human rights prosecutor attorney general coast civil aviation statistics bank prime minister
    minister president presidency executive republic house lords commons chamber technical post
    times news star herald tribune province district municipality team""".split()
)
DETERMINERS = frozenset(
    """its his her their our my your this that these those some any one no each every another
    both all several many most two three other such local""".split()
)


@dataclass(frozen=True)
class Profile:
    """A name as it stands for one actor. ``name`` is in the form that is compared; ``fields`` and
    ``where`` come from titles; ``known`` is an id of the gazetteer. A surname alone, an
    abbreviation or a name that many bodies have holds in one ``document`` only."""

    type: str
    name: str
    spelled: str
    fields: frozenset[str] = frozenset()
    where: str = ""
    known: str = ""
    document: str = ""

    @cached_property
    def id(self) -> str:
        """Hash of everything the profile says; kept, since it is asked for again and again."""
        own = (self.type, self.name, self.spelled, " ".join(sorted(self.fields)), self.where)
        return "a" + digest(*own, self.known, self.document)[:16]

    @property
    def sort(self) -> str:
        """person, body or place: what must agree before names are compared."""
        return "body" if self.type in BODIES else self.type

    @property
    def says(self) -> int:
        """How much the profile knows beyond the name."""
        return 4 * bool(self.known) + bool(self.fields) + bool(self.where)

    @property
    def key(self) -> str:
        """The name as articles on one story have it in common."""
        if self.sort == "person":
            return self.name
        return " ".join(sorted(map(stem, content(self.spelled))))

    @property
    def blocks(self) -> frozenset[str]:
        """Keys of which two profiles share one if they are compared at all."""
        keys = {f"k:{self.known}"} if self.known else set()
        if self.sort == "person":
            name = person(self.spelled)
            first = name.given[0].casefold() if name.given else ""
            family = fold(name.family)
            keys |= {f"p:{family}/{fold(g)[:1]}" for g in (first, *other_forms(first))}
        else:
            keys.add(f"b:{self.key}")
        if len(plain(self.spelled).split()) > 1:
            keys.add(f"n:{plain(self.spelled)}")
        return frozenset(keys)


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of a reading with its profile and the spellings that the document uses."""

    entity: str
    profile: Profile
    spellings: tuple[str, ...]


def stem(word: str) -> str:
    """A word without the endings by which a country's name and its people's name differ.

    >>> stem("dravonia") == stem("dravonian")
    True
    """
    bare = re.sub(r"(?:ians?|ans?|ese|ish|ia|a|e?s|y|ies)$", "", word)
    return bare if len(bare) > 2 else word


def profiles(reading: Reading) -> list[Named]:
    """Every entity that is named, with its profile; descriptions of the unnamed have none."""
    document = reading.document
    told = countries_in(document.text)
    found = (_named(document, e, told) for e in reading.entities or () if e.type in ACTORS)
    return [n for n in found if n]


def is_name(entity: Entity, text: str) -> bool:
    """Whether a document names the entity, and not only describes it."""
    spelled = untitled(entity.name) if entity.type == "person" else entity.name
    parts = [w for w in words(spelled) if w.casefold() not in SMALL]
    if _is_body_of(entity, parts):
        return True
    if not _has_name(entity):
        return False
    if not parts or not all(w[0].isupper() or w[0].isdigit() for w in parts):
        return False
    if len(parts) == 1 and not is_abbreviation(spelled):
        low = parts[0].casefold().rstrip(".")
        generic = low in TITLES or low in GENERIC or low in field_nouns() or entity.type == "group"
        return not generic and not _in_lower_case(parts[0], text)
    return True


def _has_name(entity: Entity) -> bool:
    return not entity.mentions or any(m.kind == "name" for m in entity.mentions)


def _is_body_of(entity: Entity, parts: list[str]) -> bool:
    """A body called by whose it is and what it is: "Dravonia's foreign ministry"."""
    first, rest = parts[:1], parts[1:]
    return (
        entity.type in BODIES
        and bool(rest)
        and first[0][0].isupper()
        and first[0].casefold() not in DETERMINERS | GENERIC
        and all(w in GENERIC for w in rest)
    )


def _in_lower_case(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w’']){re.escape(word.lower())}(?![\w’'])", text) is not None


def _named(document: Document, entity: Entity, told: frozenset[str]) -> Named | None:
    if not is_name(entity, document.text):
        return None
    roles = [r.span.of(document.text) for r in entity.roles]
    make = _person if entity.type == "person" else _other
    profile = make(document, entity, roles, told)
    forms = [entity.name, *entity.aliases]
    spelled = [untitled(f) if entity.type == "person" else " ".join(f.split()) for f in forms]
    return Named(entity.id, profile, tuple(dict.fromkeys(s for s in spelled if s)))


def _day(document: Document) -> str:
    return (document.published or document.fetched or "")[:10]


def _person(document: Document, entity: Entity, roles: list[str], told: frozenset[str]) -> Profile:
    name = untitled(entity.name)
    titles = [*roles, *_titles(entity)]
    fields, where = fields_of(titles), where_of(roles)
    known = gazetteer.look_up("person", name)
    if not person(name).full:
        known = gazetteer.in_office(person(name).family, " ".join(titles), _day(document))
    if known and (known.country in told or not known.country.isalpha()) and _fits(known, fields):
        return Profile("person", fold(known.name), known.name, known=known.id)
    local = "" if person(name).full else document.id
    return Profile("person", fold(name), name, fields, where, document=local)


def _fits(known: gazetteer.Known, fields: frozenset[str]) -> bool:
    return not fields or "official" in fields or known.country == ""


def _titles(entity: Entity) -> Iterator[str]:
    """The titles that stand inside the names."""
    for form in (entity.name, *entity.aliases):
        kept = set(untitled(form).casefold().split())
        yield from (w for w in words(form) if w.casefold() not in kept)


def _other(document: Document, entity: Entity, roles: list[str], told: frozenset[str]) -> Profile:
    spelled = re.sub(r"^(?:the|The|THE)\s+", "", " ".join(entity.name.split()))
    known = gazetteer.look_up(entity.type, spelled)
    if known and not _is_shouted(spelled, known, document.text):
        return Profile(known.type, plain(known.name), known.name, known=known.id)
    local = document.id if is_vague(entity.type, spelled) else ""
    return Profile(entity.type, plain(spelled), spelled, document=local)


def _is_shouted(name: str, known: gazetteer.Known, text: str) -> bool:
    """Whether capitals are how the page sets a name ("ANSA:" for Joy Ansa), and no abbreviation."""
    title = name.title()
    mixed = is_abbreviation(name) and title not in known.names
    return mixed and re.search(rf"\b{re.escape(title)}\b", text) is not None


def is_vague(type_: str, name: str) -> bool:
    """Whether a name of a body or place does not tell by itself which of several it is.

    >>> is_vague("organisation", "Ministry of Health"), is_vague("organisation", "IGC")
    (True, True)
    >>> is_vague("organisation", "Ministry of Health of Sembara")
    False
    """
    if is_abbreviation(name):
        return type_ in BODIES
    return content(name) <= GENERIC
