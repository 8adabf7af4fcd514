"""``onrecord sources``."""

from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.sources import Reliance, Sources, sources
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.options import case_option, form_options

SHARES = ("anonymous", "unnamed", "official", "documents")


@click.command(name="sources")
@click.argument("outlet", nargs=-1)
@click.option("--top", type=click.IntRange(0), default=5, show_default=True, help="Named sources.")
@form_options
@case_option
def command(outlet: tuple[str, ...], top: int, form: str | None, case_file: Path) -> None:
    """Show whom each outlet relies on, and how much on whom.

    Of the statements an outlet attributes to somebody: the shares that go to anonymous sources,
    to unnamed ones, to holders of public office and public bodies, and to documents.

    \b
    Examples:
      onrecord sources
      onrecord sources "Daily Elm" --top 20

    Exit codes: 0 something was found, 1 nothing was, 2 the case is wrong.
    """
    with opened(case_file) as case:
        answer = sources(case.db, " ".join(outlet) or None, top=top)
    if wants_json(form):
        write_json(map(_object, answer.outlets))
    else:
        write_tables(_table(answer))
    found(answer.outlets)


def _object(row: Reliance) -> dict[str, object]:
    shares = {name: round(row.share(getattr(row, name)), 4) for name in SHARES}
    return {**asdict(row), "shares": shares}


def _table(answer: Sources) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for name in ("outlet", "attributed", *SHARES, "names", "most cited"):
        numeric = name not in ("outlet", "most cited")
        table.add_column(name, justify="right" if numeric else "left")
    for r in answer.outlets:
        shares = [f"{r.share(getattr(r, name)):.0%}" for name in SHARES]
        most = ", ".join(f"{s.name} {s.statements}" for s in r.top)
        table.add_row(*map(cell, (r.outlet or "—", r.statements, *shares, r.names, most)))
    return table
