"""The page of the data: the JSON of a reading from the nouns, the case's views from their SQL."""

import inspect
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

import apsw

from onrecord.domain import Reading, Span, TimeValue
from onrecord.store.migrate import migrate

WORDS = {str: "string", int: "integer", float: "number", bool: "boolean"}
HEAD = """\
# The data

<!-- Written by docs/generate.py from onrecord.domain and the migrations: change it there. -->

## JSON of a reading

`onrecord read --json` writes one object a line for each document, in the order of the inputs: a
[Reading](#reading) and its `state`, which is `read`. An input that was not read is
`{"document": {"id": …, "path": …}, "state": …, "reason": …}`; the states are in
[inputs.md](inputs.md), the values of a statement's fields in [scheme.md](scheme.md).

A **span** is `{"start": …, "end": …, "text": …}`: a half-open range of Unicode code points in the
document's `text`, and those characters. `null` means that the article does not say. A layer
(`statements`, `entities`, `times`, `quantities`, `events`) is `null` until the stage that fills it
ran, and `[]` when it ran and found nothing.

A statement's `id` is a hash of its document and spans, without the reader's version, so that it
stays the same when the document is read again.
"""
VIEWS_HEAD = """
## Views of a case

A case is one SQLite file. These views are for reading, with any SQL tool; the tables beneath them
may change.
"""
VIEWS = {
    "documents": "One version of an article; `latest` marks the newest.",
    "texts": "The canonical text of each document.",
    "statements": "What was found in each document, with people's judgements applied.",
    "entities": "What a document names, with aliases, roles and mentions as JSON.",
    "quantities": "Numbers with their bound, unit and what is counted.",
    "times": "Time expressions with TIMEX3 values and their intervals.",
    "events": "Who did what to whom.",
    "judgements": "What people and models hold, with withdrawals.",
    "names": "Names that were merged, renamed or split, and by which judgement.",
    "inputs": "Where every input ended, with the reason.",
    "claims": "Propositions across documents with their computed status.",
    "actors": "People, organisations and places across documents.",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a JSON object and its type in words."""

    name: str
    type: str


def schema_page() -> str:
    """docs/schema.md."""
    views = "".join(_view(name, columns) for name, columns in _views())
    return HEAD + "".join(map(_noun, nouns())) + VIEWS_HEAD + views


def nouns() -> list[type]:
    """A reading and every noun in it, in the order in which they are met."""
    found: list[type] = [Reading]
    for noun in found:
        hints = typing.get_type_hints(noun)
        met = [part for f in fields(noun) for part in _nouns_in(hints[f.name])]
        found += [m for m in dict.fromkeys(met) if m not in found and m is not Span]
    return found


def _nouns_in(hint: typing.Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for part in typing.get_args(hint):
        yield from _nouns_in(part)


def members(noun: type) -> Iterator[Member]:
    """The members of a noun's JSON object, as ``onrecord.contract`` writes them: a span is merged
    into its owner, and the ends of a time are its interval."""
    hints = typing.get_type_hints(noun)
    for field in fields(noun):
        if field.name == "span":
            yield from (Member("start", "integer"), Member("end", "integer"))
            yield Member("text", "string")
        elif noun is TimeValue and field.name == "begin":
            yield Member("interval", "object: `begin`, `end`, each a string or null")
        elif not (noun is TimeValue and field.name == "end"):
            yield Member(field.name, _words(hints[field.name]))


def _noun(noun: type) -> str:
    rows = "".join(f"| `{m.name}` | {m.type} |\n" for m in members(noun))
    about = inspect.getdoc(noun) or ""
    text = about.replace("``", "`")
    return f"\n### {noun.__name__}\n\n{text}\n\n| member | type |\n|---|---|\n{rows}"


def _words(hint: typing.Any) -> str:
    """A Python type as the JSON it becomes."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        some = [_words(p) for p in parts if p is not type(None)]
        return " or ".join([*some, "null"] if type(None) in parts else some)
    if origin is tuple:
        return f"list of {_words(parts[0])}"
    if hint is Span:
        return "span"
    if is_dataclass(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return WORDS[hint]


def _views() -> Iterator[tuple[str, list[str]]]:
    """The views of an empty case with their columns, in the order of ``VIEWS``; those that start
    with ``d_`` are not for readers.

    Raises ``KeyError`` for a view that has no description here.
    """
    db = apsw.Connection(":memory:")
    migrate(db)
    rows = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'view' AND substr(name, 1, 2) != 'd_'"
    ).fetchall()
    order = list(VIEWS)
    for name in sorted((str(name) for (name,) in rows), key=order.index):
        columns = db.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
        yield name, [str(column) for (column,) in columns]


def _view(name: str, columns: list[str]) -> str:
    listed = ", ".join(f"`{column}`" for column in columns)
    return f"\n### `{name}`\n\n{VIEWS[name]}\n\n{listed}\n"
