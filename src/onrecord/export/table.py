"""A reading as a table for a terminal: who, what they do, the words, in the article's order."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.domain import Document, Reading, Statement
from onrecord.export.cards import words
from onrecord.export.grounds import grounds
from onrecord.export.marking import nesting, shown_statements
from onrecord.export.words import act_words, certainty_words, date_words, own_voice, speaker_name

#: One colour a speaker, in the order of appearance; all are legible on black and on white.
COLOURS = ("blue", "magenta", "green", "cyan", "yellow", "red")

QUOTATION_MARKS = ("“", "”", '"', "‘", "’", "'", "«", "„")

#: Characters that change the direction of writing, with which a text could be made to look
#: like another.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def table(reading: Reading, explain: bool = False, only: Collection[str] = ()) -> RenderableType:
    """The statements of a reading under the article's title; with ``explain``, each under its
    number and followed by why its values are what they are. ``only`` names statements by number
    or by the beginning of their id; none means all."""
    statements = shown_statements(reading.document, reading.statements or ())
    parts: list[RenderableType] = [*_heading(reading.document)]
    if statements:
        parts.append(_rows(reading, statements, explain, only))
    parts.append(Text(_tally(statements), style="dim"))
    return Group(*parts)


def plain(text: str) -> str:
    """Text without anything a terminal would obey: control characters and changes of writing
    direction become the replacement character, white space becomes single spaces.

    >>> plain("a\\x1b[31m  b")
    'a�[31m b'
    """
    joined = " ".join(text.split())
    return "".join("�" if _commands(c) else c for c in joined)


def _heading(document: Document) -> Iterator[Text]:
    name = document.title or document.path or document.url or document.id
    published = document.published and date_words(document.published)
    origin = [document.outlet, published, document.path if document.title else None]
    yield Text(plain(name), style="bold")
    yield Text(" · ".join(plain(o) for o in origin if o), style="dim")


def _rows(
    reading: Reading, statements: Iterable[Statement], explain: bool, only: Collection[str]
) -> Table:
    document, listed = reading.document, list(statements)
    depths, colours = nesting(listed), _colours(listed)
    grid = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, expand=True
    )
    grid.add_column("Speaker", max_width=20, overflow="fold")
    grid.add_column("does", min_width=8, overflow="fold")
    grid.add_column("the words", ratio=1, overflow="fold")
    grid.add_column("certainty", min_width=9, overflow="fold")
    for number, s in enumerate(listed, 1):
        if only and not any(_is(s, number, name) for name in only):
            continue
        row = _row(document, s, depths[s.id], colours[speaker_name(s)])
        if explain:
            row[0].append(f"\n#{number} {s.id[:6]}", style="dim")
        grid.add_row(*row)
        for line in grounds(reading, s) if explain else ():
            indent = " " * (len(line) - len(line.lstrip()))
            grid.add_row("", "", Text(indent + plain(line), style="dim italic"), "")
    return grid


def _is(statement: Statement, number: int, name: str) -> bool:
    """Whether a number ("12", "#12") or the beginning of an id names the statement."""
    return name.lstrip("#") == str(number) or (len(name) > 3 and statement.id.startswith(name))


def _row(document: Document, s: Statement, depth: int, colour: str) -> tuple[Text, ...]:
    own = own_voice(s)
    name = Text("  " * depth + ("↳ " if depth else ""))
    name.append(plain(speaker_name(s)), style="dim" if own else f"bold {colour}")
    if s.identity == "anonymous":
        name.append(" (anonymous)", style="italic")
    style = "dim" if own else ""
    return (
        name,
        Text("itself" if own else act_words(s), style=style or "bold"),
        Text(_quoted(document, s), style=style),
        Text(certainty_words(s), style=style),
    )


def _quoted(document: Document, s: Statement) -> str:
    """The words as the article has them. What is quoted stands in quotation marks, what is
    paraphrased does not, so that nobody takes the one for the other."""
    said = plain(words(document.text, s.content) or "")
    return f"“{said}”" if s.quote == "direct" and said[:1] not in QUOTATION_MARKS else said


def _colours(statements: Iterable[Statement]) -> Mapping[str, str]:
    names = dict.fromkeys(speaker_name(s) for s in statements)
    return {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(names)}


def _tally(statements: Iterable[Statement]) -> str:
    listed = list(statements)
    credited = [s for s in listed if not own_voice(s)]
    names = {s.speaker.name for s in credited if s.speaker}
    return (
        f"{_count(len(credited), 'statement')} by {_count(len(names), 'speaker')}, "
        f"{len(listed) - len(credited)} in the outlet’s own voice"
    )


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _commands(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in DIRECTIONS
