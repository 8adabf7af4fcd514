"""``onrecord stats``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.stats import Count, Stats, stats
from onrecord.cli.ask.answer import opened, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.options import case_option, form_options

TOP = 12


@click.command(name="stats")
@form_options
@case_option
def command(form: str | None, case_file: Path) -> None:
    """Show how much is in the case, and of what.

    Statements are counted in the newest version of each article, without those judged to be none.

    \b
    Examples:
      onrecord stats
      onrecord stats --json | jq .statements

    Exit codes: 0, or 2 if the case is wrong.
    """
    with opened(case_file) as case:
        answer = stats(case.db)
    if wants_json(form):
        write_json([answer])
    else:
        write_tables(_sizes(answer))
        for name, counts in answer.facets.items():
            write_tables("", _counts(name, counts))


def _sizes(answer: Stats) -> Table:
    table = Table(show_header=False, show_edge=False, pad_edge=False)
    for name in Stats.__slots__:
        value = getattr(answer, name)
        if isinstance(value, tuple):
            value = ", ".join(f"{c.value} {c.n:,}" for c in value)
        elif isinstance(value, int):
            value = f"{value:,}"
        if name != "facets":
            table.add_row(name.replace("_", " "), cell(value))
    return table


def _counts(name: str, counts: tuple[Count, ...]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(f"statements by {name}")
    table.add_column("", justify="right")
    for c in counts[:TOP]:
        table.add_row(cell(c.value or "—"), cell(f"{c.n:,}"))
    if len(counts) > TOP:
        table.add_row(f"and {len(counts) - TOP} more", "")
    return table
