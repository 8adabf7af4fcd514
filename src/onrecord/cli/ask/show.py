"""``onrecord show``."""

from dataclasses import fields
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from onrecord.ask.show import AROUND, Shown, show
from onrecord.cli.ask.answer import opened, wants_json, write_json, write_tables
from onrecord.cli.ask.history import history_table
from onrecord.cli.ask.tables import cell, judged, speaker, statement_table, verbatim
from onrecord.cli.options import case_option, form_options

STYLES = {"content": "bold", "source": "underline", "cue": "italic"}
BESIDES = ("id", "text", "speaker", "actor", "read_speaker", "start", "stop")


@click.command(name="show")
@click.argument("statement")
@click.option("--around", type=click.IntRange(0), default=AROUND, help="Characters of context.")
@form_options
@case_option
def command(statement: str, around: int, form: str | None, case_file: Path) -> None:
    """Show one statement: its exact words in context, all it means, why, and every judgement.

    STATEMENT is an id or the beginning of one. In the context the content is bold, the source
    underlined and the cue in italics.

    \b
    Examples:
      onrecord show s3d18152c
      onrecord show s3d18152c --json | jq .link

    Exit codes: 0 it was found, 1 there is no such statement, 2 the id is ambiguous or the case
    is wrong.
    """
    with opened(case_file) as case:
        answer = show(case.db, statement, around=around)
    if wants_json(form):
        write_json([answer])
    else:
        _tables(answer)


def _tables(answer: Shown) -> None:
    row = answer.statement
    write_tables(cell(row.id, "dim"), speaker(row), _in_context(answer), "", _attributes(answer))
    if answer.why:
        write_tables("", _why(answer))
    if answer.parent:
        write_tables("", statement_table([answer.parent], "said inside"))
    if answer.nested:
        write_tables("", statement_table(answer.nested, "said in it"))
    if answer.judgements:
        write_tables("", history_table(answer.judgements))


def _in_context(answer: Shown) -> Text:
    text = Text(verbatim(answer.context))
    for part in answer.parts:
        if part.role in STYLES:
            low = answer.context_start
            text.stylize(STYLES[part.role], part.start - low, part.stop - low)
    return text


def _attributes(answer: Shown) -> Table:
    table = Table(show_header=False, show_edge=False, pad_edge=False)
    row = answer.statement
    for f in fields(row):
        value = getattr(row, f.name)
        if f.name not in BESIDES and not f.name.startswith("judged") and value not in (None, False):
            table.add_row(f.name.replace("_", " "), cell(value))
    for name in ("link", "byline", "published", "fetched", "reader"):
        if getattr(answer, name):
            table.add_row(name, cell(getattr(answer, name)))
    for name in ("numbers", "times"):
        if getattr(answer, name):
            table.add_row(name, cell(", ".join(getattr(answer, name))))
    if row.judged:
        table.add_row("judged", judged(row.judged, row.judged_by, row.judged_by_kind))
    return table


def _why(answer: Shown) -> Table:
    table = Table(title="why", title_justify="left", show_edge=False, pad_edge=False)
    for name in ("field", "value", "by", "confidence", "words"):
        table.add_column(name)
    for w in answer.why:
        words = " · ".join(w.words)
        table.add_row(*map(cell, (w.field, w.value, w.by, f"{w.confidence:.2f}", words)))
    return table
