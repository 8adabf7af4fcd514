"""What an article calls its speakers: titles before their names, appositions after them, clauses
that say what they are, descriptions that stand for them."""

import re
from collections.abc import Iterable, Iterator

from onrecord.domain import Entity, Span
from onrecord.read.attributes.candidates import Candidate, distinct
from onrecord.read.attributes.layout import Layout
from onrecord.read.speakers import lexicon

_IN = (
    r"(?:[^,;:?!()“”\"—–\n.\[]|(?<=[A-Z])\.|\.(?=\w)|(?<=\b(?:Gov|Sen|Rep))\.|(?<=\b(?:Dr|St|Mr|Ms))\."
    r"|(?<=\d),(?=\d))"
)
_AGE = r"(?:,\s*\d\d?(?=,))?"
_AFTER = (
    ("appos", re.compile(rf"{_AGE},\s+(?P<np>(?:the |an? |one |[A-Z])?{_IN}{{3,160}})")),
    ("appos-long", re.compile(rf"{_AGE},\s+(?P<np>{_IN}{{3,120}},{_IN}{{3,120}})")),
    ("dash", re.compile(rf"\s*[(—–]\s*(?P<np>{_IN}{{3,120}})(?=[)—–])")),
    ("of", re.compile(
        r",?\s+(?P<np>of\s+(?:the\s+)?[A-Z][\w.&’-]*(?:\s+(?:of\s+)?[A-Z][\w.&’-]*){0,5})")),
    ("clause", re.compile(rf"{_AGE},?\s+who\s+(?P<np>{_IN}{{3,140}})")),
    ("who-is", re.compile(
        rf"{_AGE},?\s+who\s+(?:\w+\s+){{0,2}}?(?:is|was|as|became)\s+(?P<np>(?:an?\s+|the\s+)?{_IN}{{3,140}})")),
    ("copula", re.compile(rf"\s+(?:is|was|[’']s)\s+(?P<np>(?:an?|the)\s+{_IN}{{3,100}})")),
)  # fmt: skip
_BEFORE = (
    ("owner", re.compile(r"(?P<np>(?:[A-Z][\w.&-]*\s+){0,3}[A-Z][\w.&-]*(?:’s|'s|’|'))\s+$")),
    ("word", re.compile(r"(?P<np>[A-Z]?[\w-]{3,}\.?)\s+$")),
    ("words", re.compile(r"(?P<np>(?:[A-Z][\w.’'&-]*\s+){1,5}[\w’-]+\.?)\s+$")),
    ("ahead", re.compile(
        r"^(?:.*[.“\"\n,]\s*|.*\b(?=(?:the|an?|one of|two|three|his|her|its)\s))?"
        rf"(?P<np>{_IN}{{3,90}}),\s+$")),
)  # fmt: skip
_CUT = re.compile(
    r"\s+(?:said|says|told|wrote|added|tweeted|argued|noted|who|which|whose|that|has|had|is|was|were"
    r"|will|would|and\s+(?:the|an?)\s|in\s+an?\s|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b.*$",
    re.DOTALL,
)
_THE = re.compile(r"\b(?P<det>[Tt]he|[Hh]is|[Hh]er|[Aa]n?|[Aa]nother)\s+(?=\w)")
_WORD = re.compile(r"[\w.-]*\w(?:[’']\w{2,})*")
_SPACE = re.compile(r"[ \xa0]")
_ONE = r"[A-Z][\w.’-]+(?:\s[A-Z][\w.’-]+){0,2}"
_LISTED = re.compile(rf"(?:{_ONE}(?:,\s+(?:and\s+)?|\s+and\s+)){{1,4}}$")
_AND_ONE = re.compile(rf"\s+and\s+{_ONE}")
_DETERMINER = re.compile(
    r"(?:(?:the|an?|one|some|many|most|several|other|two|three|four|both|few|all|of|those|these|various"
    r"|such|more|at least|dozens)\s+)+(?=\w)", re.I)  # fmt: skip
_COMPLEMENT = re.compile(
    r"\s+(?:who|that|which|in|at|of|for|from|with|on|to|like|and|including|-|--|–|—|,)\s.*$|,.*$",
    re.DOTALL,
)
_WINDOW = 3  # sentences that a description may follow its person


def designations(layout: Layout, entity: Entity) -> tuple[Candidate, ...]:
    """Everything that may say what a speaker is, found once for each entity."""
    known: dict[str, tuple[Candidate, ...]] = layout.once(_found)
    if entity.id not in known:
        known[entity.id] = distinct(_all(layout, entity))
    return known[entity.id]


def _found(layout: Layout) -> dict[str, tuple[Candidate, ...]]:
    return {}


def _all(layout: Layout, entity: Entity) -> Iterator[Candidate]:
    names = [m.span for m in entity.mentions if m.kind == "name"]
    for role in entity.roles:
        yield _candidate(layout, role.span, _manner(layout, role.span, names))
    for m in entity.mentions:
        if m.kind == "nominal":
            yield _candidate(layout, m.span, "nominal")
    for name in names:
        yield from _around(layout, name)
    if names and entity.type == "person":
        yield from _epithets_of(layout, entity)


def _candidate(layout: Layout, span: Span, kind: str) -> Candidate:
    return Candidate(span, kind, head_noun(span.of(layout.text)))


def head_noun(words: str) -> str:
    """The singular head of a noun phrase in lower case: "the senators from Ohio" → "senator"."""
    plain = _COMPLEMENT.sub("", _DETERMINER.sub("", words, count=1)).split()
    return lexicon.singular(plain[-1].strip("’'.,")) if plain else ""


def _manner(layout: Layout, span: Span, names: list[Span]) -> str:
    for name in names:
        if span.end <= name.start and not layout.text[span.end : name.start].strip():
            return "role-before"
        if 0 <= span.start - name.end < 6:
            return "role-after"
    return "role"


def _around(layout: Layout, name: Span) -> Iterator[Candidate]:
    """What stands right before and right after a name."""
    text = layout.text
    joined = _AND_ONE.match(text, name.end)
    for kind, pattern in _AFTER:
        m = pattern.match(text, name.end)
        if m is None and joined:
            m = pattern.match(text, joined.end())
        if m:
            yield from _trimmed(layout, m.start("np"), m["np"], kind)
    ahead = max(text.rfind("\n", 0, name.start) + 1, name.start - 100)
    before = text[ahead : name.start]
    listed = _LISTED.search(before)
    for kind, pattern in _BEFORE:
        m = pattern.search(before) or (listed and pattern.search(before[: listed.start()]))
        if m:
            yield from _trimmed(layout, ahead + m.start("np"), m["np"], kind)


def _trimmed(layout: Layout, start: int, words: str, kind: str) -> Iterator[Candidate]:
    """The words, and those up to the verb or clause that follows."""
    for found in dict.fromkeys((words.rstrip(" ."), _CUT.sub("", words).rstrip(" ."))):
        if found:
            yield _candidate(layout, Span(start, start + len(found)), kind)


def _epithets_of(layout: Layout, entity: Entity) -> Iterator[Candidate]:
    """Descriptions that follow a mention of the person, before two others are mentioned."""
    for span, near in layout.once(_epithets):
        if entity.id in near[:2]:
            yield _candidate(layout, span, f"epithet-{near.index(entity.id)}")


def _epithets(layout: Layout) -> tuple[tuple[Span, list[str]], ...]:
    """Singular descriptions of people and whom each may mean, the person mentioned last first."""
    spans = (s for m in _THE.finditer(layout.text) if (s := _described(layout, m)))
    return tuple((s, _mentioned_before(layout, s)) for s in spans)


def _described(layout: Layout, match: re.Match[str]) -> Span | None:
    """From an article to the last of the words up to six after it that names an office."""
    end, last = match.end(), None
    for _ in range(6):
        word = _WORD.match(layout.text, end)
        if word is None or word[0].lower() in lexicon.words("closed"):
            break
        if lexicon.office(word[0]) and lexicon.singular(word[0]) == word[0].lower():
            last = word.end()
        gap = _SPACE.match(layout.text, word.end())
        if gap is None:
            break
        end = gap.end()
    return Span(match.start(), last) if last else None


def _mentioned_before(layout: Layout, span: Span) -> list[str]:
    here = layout.sentence_index(span)
    first = layout.sentences[max(0, here - _WINDOW)].start
    before = layout.mentions.over(Span(first, span.start)) if span.start > first else []
    people = (e.id for s, e in reversed(before) if e.type == "person" and s.end <= span.start)
    return list(dict.fromkeys(people))


def of_source(text: str, spans: Iterable[Span]) -> tuple[Candidate, ...]:
    """Of a source that is described rather than named its noun phrase, without determiner and
    with or without what follows the noun: "some [labor experts] in Ohio"."""
    found = []
    for span in spans:
        words = span.of(text)
        start = _DETERMINER.match(words)
        first = span.start + (start.end() if start else 0)
        whole = Span(first, span.end)
        core = _COMPLEMENT.sub("", whole.of(text))
        for s, kind in ((Span(first, first + len(core)), "source"), (whole, "source-whole")):
            if s.end > s.start:
                found.append(Candidate(s, kind, head_noun(s.of(text))))
    return distinct(found)
