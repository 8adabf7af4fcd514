"""A case made by hand: a small story read by the tests' own reader, no model needed."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import read_document

from onrecord.domain import Document, Entity, Mention, Reading, Span
from onrecord.store.case import Case, open_case
from onrecord.store.documents import put_document
from onrecord.store.readings import put_reading

DAM = "“The dam will hold,” said Ana Ruiz. “The dam is cracked,” warned Leo Park."
DENIAL = "“Leo Park is wrong about the dam,” denied Ana Ruiz."
FAIR = "“The fair opens on Friday,” said Mia Ruiz."


def new_case(folder: Path) -> Case:
    """A case of three articles by two outlets about a dam and a fair."""
    path = folder / "story.onrecord"
    path.write_bytes(_story())
    return open_case(path)


@cache
def _story() -> bytes:
    """The bytes of the case, made once for all tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "made.onrecord")
        with open_case(path, create=True) as case:
            _fill(case)
        return path.read_bytes()


def _fill(case: Case) -> None:
    add(case, DAM, outlet="Daily Elm", url="https://elm.example/dam", published="2026-03-01")
    add(case, DENIAL, outlet="Oak Post", url="https://oak.example/dam", published="2026-03-02")
    add(case, FAIR, outlet="Daily Elm", url="https://elm.example/fair", published="2026-02-10")


def add(case: Case, text: str, **place: str) -> str:
    """Adds one document, read with its people as entities; returns its id."""
    document = Document("new", text, **place)
    return put(case, with_people(read_document(document)))


def put(case: Case, reading: Reading) -> str:
    """Adds one reading with its document; returns the document's id."""
    document = reading.document
    with case.transaction() as db:
        stored = put_document(db, document, document.url or "text", correct=False)
        put_reading(db, stored.id, reading)
    return stored.uid


PEOPLE = ("Ana Ruiz", "Leo Park", "Mia Ruiz")


def with_people(reading: Reading) -> Reading:
    """The reading with every place where somebody is named as a mention of them."""
    text = reading.document.text
    entities = tuple(
        Entity(f"p{n}", "person", name, tuple(Mention(s, "name") for s in found(text, name)))
        for n, name in enumerate(PEOPLE)
        if name in text
    )
    ids = {e.name: e.id for e in entities}
    statements = tuple(
        replace(s, speaker=replace(s.speaker, entity=ids[s.speaker.name]))
        for s in reading.statements
    )
    return replace(reading, entities=entities, statements=statements)


def found(text: str, name: str) -> list[Span]:
    """Where the name stands in the text."""
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    return [Span(i, i + len(name)) for i in starts]
