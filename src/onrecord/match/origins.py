"""Where a claim entered the record: follows credit, reuse and speakers back to the roots."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.match import sources
from onrecord.match.credit import Credit, Outlets
from onrecord.match.signature import Line, Signature

#: Articles that must credit one outlet before its report is the root of the claim; one will do if
#: that outlet had it first, from an unnamed source.
ECHO = 2
#: Articles in which the second source must be quoted to be an independent root; the third needs
#: one more, and so on, since claims that were joined wrongly have many sources in few articles.
INDEPENDENT = 2
_PASSING = re.compile(
    r"\b(?:report\w*|reveal\w*|quot\w+|cit\w+|publish\w*|told|first|account)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Held:
    """A statement that puts a claim forward or passes it on, and where it stands."""

    line: Line
    home: Signature
    stance: str
    credits: tuple[Credit, ...]
    taken_from: Signature | None
    taken_words: str = ""

    @property
    def heading(self) -> bool:
        """Whether it stands in a heading, told in plain text by a line that ends in no stop."""
        if self.home.document.blocks:
            return self.line.heading
        text = self.home.document.text
        end = text.find("\n", self.line.span.end)
        return not re.search(r"[.!?”\"]\s*$", text[: end if end >= 0 else len(text)])

    @property
    def outlet(self) -> str:
        """Who published it."""
        return self.home.document.outlet or self.home.document.id


@dataclass(frozen=True, slots=True)
class Origin:
    """A root of a claim; ``kind`` is speaker, document, agency or outlet."""

    name: str
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Transmission:
    """``taker`` (a statement's id) has the claim from ``giver``: a statement's id or a name."""

    taker: str
    giver: str
    kind: str
    evidence: str


def trace(held: Sequence[Held], outlets: Outlets) -> tuple[list[Origin], list[Transmission]]:
    """Roots and edges of one claim. Never no root.

    What an article credits to another outlet or copies is followed there: a report that several
    articles credit to one outlet has that outlet's source as its only root. Otherwise the root
    is the source on whose word most articles rest, and whoever else is quoted in several.
    """
    ordered = sorted(held, key=lambda h: (h.home.moment, h.home.document.id, h.line.span))
    edges = [e for e in (_edge(h, ordered, outlets) for h in ordered) if e]
    echoed = _echoed(ordered, edges, outlets)
    if echoed:
        return [echoed], edges
    takers = {e.taker for e in edges}
    own = [h for h in ordered if h.line.id not in takers] or ordered
    return _sources(own, edges, outlets) or _credited(edges) or _outlet(ordered), edges


def _edge(h: Held, ordered: Sequence[Held], outlets: Outlets) -> Transmission | None:
    """Who this article has the statement from, if it says so or copies it."""
    for credit in _to_outlets(h, outlets):
        first = next((e for e in ordered if e.home.document.outlet == credit.outlet), None)
        if first is None or first.home.moment <= h.home.moment:
            giver = first.line.id if first else credit.outlet or credit.name
            return Transmission(h.line.id, giver, "credit", credit.words)
    linked = next((e for e in ordered if _links(h, e)), None)
    if linked:
        url = linked.home.document.url or ""
        return Transmission(h.line.id, linked.line.id, "link", url)
    if h.taken_from is None:
        return None
    first = next((e for e in ordered if e.home.article == h.taken_from.article), None)
    name = h.taken_from.document.outlet or h.taken_from.document.id
    return Transmission(h.line.id, first.line.id if first else name, "reuse", h.taken_words)


def _links(h: Held, other: Held) -> bool:
    """Whether the page links to the other's article, which was there before."""
    url = other.home.document.url
    earlier = other.home.moment <= h.home.moment and other.home.article != h.home.article
    return bool(url) and url in h.home.document.links and earlier


def _to_outlets(h: Held, outlets: Outlets) -> list[Credit]:
    """Credits to other outlets on record; the speaker is one where it is said to report."""
    found = [c for c in h.credits if c.outlet and c.outlet != h.home.document.outlet]
    speaker = outlets.named_in(h.line.speaker) if h.line.speaker else None
    passing = _PASSING.search(h.line.sentence)
    if speaker and passing and speaker != h.home.document.outlet:
        found.append(Credit(h.line.speaker or speaker, speaker, h.line.sentence))
    return found


def _echoed(
    ordered: Sequence[Held], edges: Sequence[Transmission], outlets: Outlets
) -> Origin | None:
    """The root of a report that several other articles credit to one outlet."""
    at = {h.line.id: h for h in ordered}
    credited: dict[str, set[str]] = {}
    words: dict[str, str] = {}
    for e in edges:
        if e.kind in ("credit", "link"):
            giver = at[e.giver].outlet if e.giver in at else e.giver
            credited.setdefault(giver, set()).add(at[e.taker].home.article)
            words.setdefault(giver, e.evidence)
    best = max(credited, key=lambda g: (len(credited[g]), g), default="")
    told = [h for h in ordered if h.outlet == best and _unnamed_source(h)]
    first = bool(told) and ordered[0].outlet == best
    if len(credited.get(best, ())) < (1 if first else ECHO):
        return None
    if told:
        return Origin(_unnamed(told), "speaker", told[0].line.sentence)
    return Origin(best, "outlet", words[best])


def _unnamed_source(h: Held) -> bool:
    name = h.line.speaker or ""
    return sources.is_somebody(name) and not sources.is_name(name) and not sources.is_body(name)


def _unnamed(held: Sequence[Held]) -> str:
    """Named by what the running text calls the source, headlines only if there is no more."""
    text = [h for h in held if not h.heading] or held
    return sources.unnamed((h.line.speaker or "source" for h in text), held[0].outlet)


def _sources(own: Sequence[Held], edges: list[Transmission], outlets: Outlets) -> list[Origin]:
    """Those on whose word the claim rests, the one with most articles first."""
    groups = _grouped(h for h in own if sources.is_somebody(h.line.speaker))
    ranked = sorted(groups, key=_weight)
    if not ranked:
        return []
    for group in ranked:
        for h in group[1:]:
            edges.append(
                Transmission(
                    h.line.id, group[0].line.speaker or "", "occasion", h.line.speaker or ""
                )
            )
    firm = [g for n, g in enumerate(ranked[1:]) if _articles(g) >= INDEPENDENT + n]
    known = [h.line.speaker or "" for h in own]
    return [_origin(g, outlets, known) for g in (ranked[0], *firm)]


def _grouped(held: Iterable[Held]) -> list[list[Held]]:
    groups: list[list[Held]] = []
    for h in held:
        name = h.line.speaker or ""
        known = next(
            (g for g in groups if any(sources.one(x.line.speaker or "", name) for x in g)), None
        )
        if known is None:
            groups.append([h])
        else:
            known.append(h)
    return groups


def _weight(group: Sequence[Held]) -> tuple[int, int, str, str]:
    """Most articles, then most statements, then the earliest."""
    text = [h for h in group if not h.heading]
    articles = {h.home.article for h in text}
    return -len(articles), -len(text), group[0].home.moment, group[0].line.id


def _articles(group: Sequence[Held]) -> int:
    """In how many articles a named source puts the claim forward."""
    if not sources.is_name(group[0].line.speaker or ""):
        return 0
    return len({h.home.article for h in group if h.stance == "supports" and not h.heading})


def _origin(group: Sequence[Held], outlets: Outlets, known: Sequence[str]) -> Origin:
    if all(_unnamed_source(h) for h in group):
        return Origin(_unnamed(group), "speaker", group[0].line.sentence)
    name = sources.in_full(sources.called(h.line.speaker or "" for h in group), known)
    return Origin(outlets.find(name) or name, "speaker", group[0].line.sentence)


def _credited(edges: Sequence[Transmission]) -> list[Origin]:
    far = next((e for e in edges if e.kind == "credit" and " " in e.giver), None)
    return [Origin(far.giver, "outlet", far.evidence)] if far else []


def _outlet(ordered: Sequence[Held]) -> list[Origin]:
    first = ordered[0]
    named = Counter(c.name for h in ordered for c in h.credits)
    if named:
        name = max(named, key=lambda n: (named[n], n))
        words = next(c.words for h in ordered for c in h.credits if c.name == name)
        return [Origin(name, "document", words)]
    return [Origin(first.outlet, "outlet", first.line.sentence)]
