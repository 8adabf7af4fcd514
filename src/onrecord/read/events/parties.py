"""Who takes part: whether a noun group can act, its country, its sector, its name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from onrecord.domain import Entity, Party, Span
from onrecord.read.events.chunks import Word
from onrecord.read.events.coordination import Chain
from onrecord.read.events.lexicon import country_names, forms, sectors
from onrecord.read.events.scene import Scene

_LONGEST = 4  # words of a place name
_OF = frozenset(("of", "from", "in"))
_PERSONS = frozenset("he she they him her them who we us i".split())


@cache
def countries() -> Mapping[str, str]:
    """Name of a country, city, region or people, words joined by ``_``, to ISO 3166-1 alpha-2."""
    out: dict[str, str] = {}
    folder = files("onrecord.read.lexicons")
    for name in ("places.txt", "demonyms.txt"):
        for line in folder.joinpath(name).read_text("utf-8").splitlines():
            if "\t" in line and line[0] != "#":
                place, *_, code = line.split("\t")
                for each in place.split(", "):
                    out.setdefault(each.lower().replace(" ", "_"), code)
    return out | country_names()


def _runs(words: Sequence[Word]) -> Iterator[tuple[str, bool]]:
    """Runs of one to four words joined by ``_``, longest first at each word, and whether the run
    begins with a capital."""
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            run = "_".join(w.lower for w in words[start:end])
            yield run, words[start].text[0].isupper()


def country(words: Sequence[Word]) -> str | None:
    """The country of the first place or people that is named among the words."""
    known = countries()
    return next((known[r] for r, capital in _runs(words) if capital and r in known), None)


def sector(words: Sequence[Word]) -> str | None:
    """The sector of the agent noun at the end; in front of a name, of the title before it."""
    known = sectors()
    named = bool(words) and words[-1].tag in ("NNP", "")
    for end in range(len(words), 0 if named else len(words) - 1, -1):
        for start in range(max(0, end - 3), end):
            run = "_".join(w.lower for w in words[start:end])
            last = "_".join(w.lower for w in words[start : end - 1])
            for form in forms(words[end - 1].lower):
                name = f"{last}_{form}" if last else form
                if name in known:
                    return known[name]
            if run in known:
                return known[run]
    return None


def acts(scene: Scene, at: int) -> bool:
    """Whether a noun group can act: a name, a person's pronoun, an agent noun, or a people."""
    words = scene.inside(at)
    if at in scene.timely:
        return False
    if any(w.tag == "NNP" for w in words) or words[-1].lower in _PERSONS:
        return True
    return sector(words) is not None or country(words) is not None


def whole(scene: Scene, chain: Chain) -> Chain:
    """The chain with the names behind "of" or "from" that say whose officials they are."""
    last = chain[-1]
    link, home = last + 1, last + 2
    if _named(scene, last) or scene.kind(link) != "IN" or scene.kind(home) != "N":
        return chain
    fits = scene.lower(link) in _OF and (scene.lower(link) != "in" or scene.named(home))
    return (*chain, *scene.chain(home)) if fits and acts(scene, home) else chain


def _named(scene: Scene, at: int) -> bool:
    """Whether a group is a name that is whole by itself, as "the Bank of …" is not."""
    return scene.named(at) and scene.inside(at)[0].lower != "the"


def parties(scene: Scene, chain: Chain, entities: Iterable[Entity] = ()) -> tuple[Party, ...]:
    """One party for each member of a coordination; officials "of A and B" are one for each."""
    full = whole(scene, chain)
    homes = full[len(chain) :]
    out = []
    for member in chain if not (homes and len(homes) > 1) else homes:
        words = [w for w in scene.inside(member) if w.tag != "P"]
        role = sector(words) or sector(scene.inside(chain[-1])) if homes else sector(words)
        home = country(words) or next((c for h in homes if (c := country(scene.inside(h)))), None)
        out.append(_party(scene, member, entities, home, role))
    return tuple(out)


def _party(
    scene: Scene, at: int, entities: Iterable[Entity], home: str | None, role: str | None
) -> Party:
    span = scene.span((at,))
    entity = mentioned(span, entities)
    if entity and entity.type == "outlet":
        home, role = None, "MED"
    first = scene.inside(at)[0]
    own = entity is not None and (first.tag in ("PRP", "PRP$") or _has_name(entity))
    name = entity.name if entity and own else span.of(scene.text)
    return Party(span, " ".join(name.split()), entity.id if entity else None, home, role)


def _has_name(entity: Entity) -> bool:
    return any(m.kind == "name" for m in entity.mentions)


def mentioned(span: Span, entities: Iterable[Entity]) -> Entity | None:
    """The entity with a mention that fills most of the span or ends with it."""
    best: tuple[int, Entity] | None = None
    for entity in entities:
        for mention in entity.mentions:
            if mention.span.start >= span.end or mention.span.end <= span.start:
                continue
            over = mention.span.overlap(span)
            fits = mention.span.end == span.end or 2 * over > span.end - span.start
            if fits and (best is None or over > best[0]):
                best = (over, entity)
    return best[1] if best else None


def described(party: Party, entities: Mapping[str, Entity], text: str) -> Party:
    """The party with country and sector from the roles and descriptions of its entity, where its
    own words say nothing ("he", "Maduro")."""
    entity = entities.get(party.entity or "")
    if entity is None or (party.country and party.sector):
        return party
    home, role = party.country, party.sector
    nominal = [m.span.of(text) for m in entity.mentions if m.kind == "nominal"]
    for said in (*(r.span.of(text) for r in entity.roles), entity.name, *nominal):
        words = [Word(party.span, w, w.lower().strip(".,"), "") for w in said.split()]
        words = [w for w in words if w.lower]
        home, role = home or country(words), role or sector(words)
    return Party(party.span, party.name, party.entity, home, role)
