"""A small real reader: finds "…," said X and reads nothing else. Quick enough for kill tests."""

import re
from collections.abc import Iterable, Iterator

from onrecord.domain import (
    Document,
    Entity,
    Mention,
    Quantity,
    Reading,
    Span,
    Speaker,
    Statement,
    TimeValue,
    statement_id,
)

READER = "said-1"
SAID = re.compile(
    r"[“\"](?P<content>[^”\"\n]{3,}?)[,.]?[”\"]\s+"
    r"(?P<cue>said|says|denied|warned)\s+(?P<source>[A-Z]\w+(?:\s[A-Z]\w+){0,3})"
)
ACTS = {"denied": "deny", "warned": "warn"}
NUMBER = re.compile(r"\b\d[\d,]*\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_documents(documents: Iterable[Document]) -> Iterator[Reading]:
    """One reading per document, in order."""
    for document in documents:
        yield read_document(document)


def read_document(document: Document) -> Reading:
    """Statements, their speakers as entities, whole numbers and years."""
    found = list(SAID.finditer(document.text))
    entities = _entities(found)
    by_name = {e.name: e.id for e in entities}
    return Reading(
        document=document,
        reader=READER,
        statements=tuple(_statement(document, m, by_name) for m in found),
        entities=entities,
        times=tuple(_year(m) for m in YEAR.finditer(document.text)),
        quantities=tuple(_number(m) for m in NUMBER.finditer(document.text)),
        events=(),
    )


def _span(match: re.Match[str], group: str | int = 0) -> Span:
    return Span(match.start(group), match.end(group))


def _entities(found: list[re.Match[str]]) -> tuple[Entity, ...]:
    mentions: dict[str, list[Mention]] = {}
    for match in found:
        mentions.setdefault(match["source"], []).append(Mention(_span(match, "source"), "name"))
    return tuple(
        Entity(f"e{n}", "person", name, tuple(where))
        for n, (name, where) in enumerate(mentions.items())
    )


def _statement(document: Document, match: re.Match[str], by_name: dict[str, str]) -> Statement:
    source, cue, content = ((_span(match, g),) for g in ("source", "cue", "content"))
    name = match["source"]
    return Statement(
        id=statement_id(document, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        quote="direct",
        speaker=Speaker(name, by_name[name], source[0]),
        kind="person",
        identity="named",
        act=ACTS.get(match["cue"], "assert"),
    )


def _year(match: re.Match[str]) -> TimeValue:
    year = match[0]
    return TimeValue(_span(match), "DATE", year, begin=f"{year}-01-01", end=f"{year}-12-31")


def _number(match: re.Match[str]) -> Quantity:
    return Quantity(_span(match), float(match[0].replace(",", "")))
