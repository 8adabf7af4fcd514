"""Title: what the article says the source is, chosen among all it calls the speaker."""

from collections import Counter
from collections.abc import Iterator

from onrecord.domain import Entity, Reason
from onrecord.read.attributes.candidates import Candidate, distinct
from onrecord.read.attributes.case import Case, per_case
from onrecord.read.attributes.designations import designations, of_source
from onrecord.read.attributes.head import is_pronoun
from onrecord.read.attributes.identity import kind_value
from onrecord.read.attributes.occasion import Seen
from onrecord.read.attributes.places import scorers
from onrecord.read.speakers import lexicon

_SIZES = (1, 2, 3, 5, 9, 15, 10**6)  # words
_PLACES = (0, 1, 2, 5, 15, 10**6)  # sentences
_OPENERS = frozenset("the a an his her their its another one".split())
_KINDS = frozenset({"role-before", "role-after", "role", "nominal", "source", "owner"})


def title(case: Case) -> Reason | None:
    """The likeliest of what the article calls the speaker anywhere, if likely enough."""
    scorer = scorers()["title"]
    found = [(scorer.score(seen), c) for c, seen in weighed(case)]
    share, best = max(found, key=lambda x: x[0], default=(0.0, None))
    if best is None or share < scorer.least:
        return None
    return Reason("title", best.span.of(case.text), "linear", round(share, 3), (best.span,))


@per_case
def weighed(case: Case) -> tuple[tuple[Candidate, Seen], ...]:
    """Every candidate with what holds of it."""
    found = distinct((*_of_entity(case), *_of_source(case)))
    heads = Counter(c.word for c in found)
    kinds = frozenset(c.kind for c in found)
    return tuple((c, _features(case, c, i, kinds, heads)) for i, c in enumerate(found))


def speaker_entity(case: Case) -> Entity | None:
    """The entity the statement's speaker is."""
    speaker = case.statement.speaker
    return case.layout.entities.get(speaker.entity) if speaker and speaker.entity else None


def _of_entity(case: Case) -> tuple[Candidate, ...]:
    entity = speaker_entity(case)
    return designations(case.layout, entity) if entity else ()


def _of_source(case: Case) -> tuple[Candidate, ...]:
    if is_pronoun(case) or kind_value(case) not in ("person", "group"):
        return ()
    entity = speaker_entity(case)
    if entity and any(m.kind == "name" for m in entity.mentions):
        return ()
    mention = case.statement.speaker.mention if case.statement.speaker else None
    return of_source(case.text, (*(case.statement.source or ()), *((mention,) if mention else ())))


def _features(
    case: Case, c: Candidate, order: int, kinds: frozenset[str], heads: Counter[str]
) -> Seen:
    words = c.span.of(case.text).split()
    size = next(n for n in _SIZES if len(words) <= n)
    office = lexicon.office(c.word)
    main = (
        f"kind:{c.kind}",
        f"size:{size}",
        f"office:{office}",
        f"source:{_form(case)}",
        f"order:{min(order, 2)}",
        f"rule:{_by_rule(case, c)}",
    )
    return Seen(main, tuple(_details(case, c, words, kinds, heads)))


def _form(case: Case) -> str:
    if is_pronoun(case):
        return "pronoun"
    entity = speaker_entity(case)
    named = bool(entity and any(m.kind == "name" for m in entity.mentions))
    return f"{kind_value(case)}-{named}"


def _by_rule(case: Case, c: Candidate) -> str:
    """Whether the speaker's best role by rank is this candidate, part of it, another or none."""
    best = case.statement.title
    if not best:
        return "none"
    return "this" if best[0] == c.span else "part" if best[0].overlap(c.span) else "another"


def _details(
    case: Case, c: Candidate, words: list[str], kinds: frozenset[str], heads: Counter[str]
) -> Iterator[str]:
    opens = words[0].lower()
    yield f"head:{c.word}"
    yield f"kind-head:{c.kind}-{c.word}"
    yield f"opens:{opens if opens in _OPENERS else words[0][0].isupper()}"
    yield f"opens-kind:{opens in _OPENERS}-{c.kind}"
    yield f"first:{opens}"
    yield f"last:{words[-1].lower()}"
    yield f"former:{opens == 'former' or 'former' in [w.lower() for w in words[:3]]}"
    yield f"offices:{min(sum(lexicon.office(w.strip('.,')) for w in words), 3)}-{c.kind}"
    at = case.layout.sentence_index(c.span)
    yield f"sentence:{next(n for n in _PLACES if at <= n)}-{c.kind}"
    yield f"alike:{min(heads[c.word], 4)}"
    yield f"quoted:{bool(case.layout.quoted.over(c.span))}"
    own = any(s.overlap(c.span) for s in case.statement.source or ())
    yield f"own:{own}-{c.kind}"
    yield f"here:{at == case.place}-{c.kind}"
    yield f"verb:{any(w.endswith('ing') or w in ('said', 'has', 'was', 'is') for w in words)}"
    yield f"capitals:{sum(w[0].isupper() for w in words) * 3 // len(words)}-{c.kind}"
    for kind in kinds & _KINDS:
        yield f"with:{kind}-{c.kind}"
