"""Statements as table rows. What a person judged and what a machine found look different."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.ask.rows import Page, StatementRow
from onrecord.export.table import plain

PERSON, MODEL = "✎", "⚙"
REJECTED = ("not-a-statement", "wrong-span")


def cell(text: object, style: str = "") -> Text:
    """Text of a document, shown as it is: no markup, no control characters."""
    return Text(plain("" if text is None else str(text)), style=style)


def verbatim(text: str) -> str:
    """Text without control characters, of the same length, with its line breaks."""
    return "".join(c if c == "\n" else plain(c) or " " for c in text)


def statement_table(rows: Iterable[StatementRow], title: str | None = None) -> Table:
    """Statements with who, what, where and who judged them."""
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for name in ("id", "day", "speaker", "act"):
        table.add_column(name, no_wrap=name in ("id", "day", "act"))
    table.add_column("statement", ratio=1)
    table.add_column("outlet")
    table.add_column("judged")
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: StatementRow) -> list[Text]:
    struck = "strike" if row.judged in REJECTED else ""
    return [
        cell(row.id[:9], "dim"),
        cell(row.day),
        speaker(row),
        cell(row.act),
        cell(row.text, struck),
        cell(row.outlet),
        judged(row.judged, row.judged_by, row.judged_by_kind),
    ]


def speaker(row: StatementRow) -> Text:
    """Who said it, as shown across documents, with the document's own name and with what the
    machine had read, where those are others."""
    shown = cell(row.actor or ("—" if row.cue is None else "?"), "bold")
    if row.actor_by is not None and row.actor != row.speaker:
        name = f"({row.speaker} {_mark(row.actor_by_kind)} {row.actor_by})"
        shown.append(" ").append_text(cell(name, "dim"))
    if row.read_speaker is not None:
        shown.append(" ").append_text(cell(f"(read as {row.read_speaker})", "dim"))
    return shown


def _mark(kind: str | None) -> str:
    return PERSON if kind == "person" else MODEL


def judged(verdict: str | None, by: str | None, kind: str | None) -> Text:
    """The standing verdict, marked ✎ for a person and ⚙ for a model; empty for the machine's
    own finding."""
    if verdict is None:
        return Text("")
    return cell(f"{_mark(kind)} {by}: {verdict}", "green" if kind == "person" else "yellow")


def counted(page: Page) -> RenderableType:
    """One line that says how many there are and how to see more."""
    number = f"{page.total}" if page.exact else f"more than {page.total}"
    shown = len(page.statements)
    first = page.offset + 1 if shown else 0
    rest = "" if page.exact and shown == page.total else f", shown {first}–{page.offset + shown}"
    return cell(f"{number} found{rest}", "dim")
