"""Where a claim entered the record: follows credit, reuse and speakers back to the roots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.match.credit import Credit
from onrecord.match.signature import Line, Signature
from onrecord.match.speakers import is_named, same


@dataclass(frozen=True, slots=True)
class Held:
    """A statement that puts a claim forward or passes it on, and where it stands."""

    line: Line
    home: Signature
    stance: str
    credits: tuple[Credit, ...]
    taken_from: Signature | None
    taken_words: str = ""


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


def trace(held: Sequence[Held]) -> tuple[list[Origin], list[Transmission]]:
    """Roots and edges of one claim, from its statements in order of time. Never no root."""
    ordered = sorted(held, key=lambda h: (h.home.moment, h.home.document.id, h.line.span))
    roots: list[Origin] = []
    edges: list[Transmission] = []
    seen: dict[str, Held] = {}
    for h in ordered:
        edge = _from(h, seen, ordered)
        if edge:
            edges.append(edge)
            _credited_root(h, edge, seen, roots)
        else:
            _root(h, roots, edges)
        seen.setdefault(h.home.article, h)
    return (roots or _outlet_root(ordered)), edges


def _from(h: Held, seen: Mapping[str, Held], ordered: Sequence[Held]) -> Transmission | None:
    """Who this article has the statement from, if it says so or copies it."""
    for credit in h.credits:
        if credit.outlet is None:
            continue
        giver = next((e for e in ordered if e.home.document.outlet == credit.outlet), None)
        if giver is None or giver.home.moment <= h.home.moment:
            name = giver.line.id if giver else credit.outlet
            return Transmission(h.line.id, name, "credit", credit.words)
    if h.taken_from is not None:
        giver = seen.get(h.taken_from.article)
        name = giver.line.id if giver else (h.taken_from.document.outlet or h.taken_from.document.id)
        return Transmission(h.line.id, name, "reuse", h.taken_words)
    return None


def _credited_root(
    h: Held, edge: Transmission, seen: Mapping[str, Held], roots: list[Origin]
) -> None:
    """Credit to an outlet whose own report is not in the claim makes that outlet the root."""
    on_record = any(e.line.id == edge.giver for e in seen.values())
    if not on_record and edge.kind == "credit" and not edge.giver.startswith("s") and not roots:
        roots.append(Origin(edge.giver, "outlet", edge.evidence))


def _root(h: Held, roots: list[Origin], edges: list[Transmission]) -> None:
    """A speaker is a root once; the outlet's own word only when no one spoke before it."""
    speaker = h.line.speaker
    if speaker is None:
        return
    known = next((r for r in roots if r.kind == "speaker" and same(_bare(r.name), speaker)), None)
    if known:
        edges.append(Transmission(h.line.id, known.name, "occasion", speaker))
    elif h.stance == "supports" and (is_named(speaker) or not roots):
        name = speaker if is_named(speaker) else f"{speaker} (via {h.home.document.outlet})"
        roots.append(Origin(_no_article(name), "speaker", h.line.sentence))


def _bare(name: str) -> str:
    return name.partition(" (via ")[0]


def _no_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else name


def _outlet_root(ordered: Sequence[Held]) -> list[Origin]:
    first = ordered[0]
    named = next((c.name for h in ordered for c in h.credits), None)
    if named and first.line.speaker is None and first.credits:
        return [Origin(named, "document", first.credits[0].words)]
    name = first.line.speaker or first.home.document.outlet or first.home.document.id
    return [Origin(_no_article(name), "outlet", first.line.sentence)]
