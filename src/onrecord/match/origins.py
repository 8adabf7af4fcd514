"""Where a claim entered the record: follows credit, reuse and speakers back to the roots."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.match.credit import Credit, Outlets
from onrecord.match.signature import Line, Signature
from onrecord.match.speakers import is_named, same

_HEAD = re.compile(r",| (?:who|of|in|at|with|from|for|on|near|inside|close|familiar)\b")


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


def trace(held: Sequence[Held], outlets: Outlets) -> tuple[list[Origin], list[Transmission]]:
    """Roots and edges of one claim. Never no root.

    What an article credits to another outlet or copies is followed there. A named speaker is a
    root when several statements, or the earliest one, rest on them; an unnamed one only where
    nobody named does, since unnamed sources are never told apart or joined across articles.
    """
    ordered = sorted(held, key=lambda h: (h.home.moment, h.home.document.id, h.line.span))
    edges = [e for e in (_edge(h, ordered, outlets) for h in ordered) if e]
    takers = {e.taker for e in edges}
    own = [h for h in ordered if h.line.id not in takers]
    echoed = _echoed(ordered, edges, outlets)
    if echoed:
        return [echoed], edges
    roots = _speakers(own, edges, outlets) or _unnamed(own) or _credited(edges) or _outlet(ordered)
    return roots, edges


def _edge(h: Held, ordered: Sequence[Held], outlets: Outlets) -> Transmission | None:
    """Who this article has the statement from, if it says so or copies it."""
    for credit in _to_outlets(h, outlets):
        first = next((e for e in ordered if e.home.document.outlet == credit.outlet), None)
        if first is None or first.home.moment <= h.home.moment:
            giver = first.line.id if first else credit.outlet or credit.name
            return Transmission(h.line.id, giver, "credit", credit.words)
    if h.taken_from is None:
        return None
    first = next((e for e in ordered if e.home.article == h.taken_from.article), None)
    name = h.taken_from.document.outlet or h.taken_from.document.id
    return Transmission(h.line.id, first.line.id if first else name, "reuse", h.taken_words)


def _to_outlets(h: Held, outlets: Outlets) -> list[Credit]:
    """Credits to other outlets on record, the speaker among them if it is one."""
    found = [c for c in h.credits if c.outlet and c.outlet != h.home.document.outlet]
    speaker = outlets.find(h.line.speaker) if h.line.speaker else None
    if speaker and speaker != h.home.document.outlet:
        found.append(Credit(h.line.speaker or speaker, speaker, h.line.speaker or speaker))
    return found


def _echoed(
    ordered: Sequence[Held], edges: Sequence[Transmission], outlets: Outlets
) -> Origin | None:
    """The root of a report that at least two other articles credit to one outlet."""
    at = {h.line.id: h for h in ordered}
    credited: dict[str, set[str]] = {}
    words: dict[str, str] = {}
    for e in edges:
        if e.kind == "credit":
            giver = at[e.giver].home.document.outlet if e.giver in at else e.giver
            credited.setdefault(giver or "", set()).add(at[e.taker].home.article)
            words.setdefault(giver or "", e.evidence)
    best = max(credited, key=lambda g: (len(credited[g]), g), default="")
    if len(credited.get(best, ())) < 2:
        return None
    told = [h for h in ordered if h.home.document.outlet == best and h.line.speaker]
    source = next((h for h in told if not is_named(h.line.speaker or "")), None)
    if source:
        return Origin(unnamed(source), "speaker", source.line.sentence)
    return Origin(best, "outlet", words[best])


def _speakers(own: Sequence[Held], edges: list[Transmission], outlets: Outlets) -> list[Origin]:
    found: list[list[Held]] = []
    for h in own:
        speaker = h.line.speaker or ""
        if h.stance != "supports" or not is_named(speaker) or outlets.find(speaker):
            continue
        known = next((f for f in found if same(f[0].line.speaker or "", speaker)), None)
        if known is None:
            found.append([h])
        else:
            known.append(h)
            edges.append(Transmission(h.line.id, known[0].line.speaker or "", "occasion", speaker))
    firm = [f for f in found if len({h.line.text for h in f}) > 1] or found[:1]
    return [Origin(_longest(f), "speaker", f[0].line.sentence) for f in firm]


def _longest(held: Sequence[Held]) -> str:
    names = {h.line.speaker or "" for h in held}
    return max(names, key=lambda n: (len(n), n))


def _unnamed(own: Sequence[Held]) -> list[Origin]:
    first = next((h for h in own if h.line.speaker and h.stance == "supports"), None)
    return [Origin(unnamed(first), "speaker", first.line.sentence)] if first else []


def unnamed(h: Held) -> str:
    """An unnamed source, told by what it is and whom it spoke to."""
    word = re.findall(r"[\w'’-]+", _HEAD.split(h.line.speaker or "source")[0])
    return f"unnamed {word[-1].lower() if word else 'source'} (via {h.home.document.outlet})"


def _credited(edges: Sequence[Transmission]) -> list[Origin]:
    far = next((e for e in edges if e.kind == "credit" and " " in e.giver), None)
    return [Origin(far.giver, "outlet", far.evidence)] if far else []


def _outlet(ordered: Sequence[Held]) -> list[Origin]:
    first = ordered[0]
    if first.line.speaker is None and first.credits:
        return [Origin(first.credits[0].name, "document", first.credits[0].words)]
    name = first.line.speaker or first.home.document.outlet or first.home.document.id
    return [Origin(name, "outlet", first.line.sentence)]
