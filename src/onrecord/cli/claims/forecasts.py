"""``onrecord forecasts``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.claims.boards import Forecast, brier, forecasts
from onrecord.cli.ask.answer import found, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import linked
from onrecord.cli.claims.drift import brief
from onrecord.cli.options import case_option, form_options


@click.command(name="forecasts")
@click.argument("name", required=False)
@form_options
@case_option
def command(name: str | None, form: str | None, case_file: Path) -> None:
    """Show who predicted what, until when, on what condition, and how it came out.

    NAME is a speaker's name or words of it. An outcome is what a person judged with `onrecord
    judge-claim came-true` or `did-not`; a suggestion is what later statements point to. Once
    outcomes are in, each source gets a Brier score (0 is perfect, 0.25 is a coin).

    \b
    Examples:
      onrecord forecasts
      onrecord forecasts Velimar --json

    Exit codes: 0 there are forecasts, 1 there are none, 2 the case is wrong.
    """
    with linked(case_file) as case:
        rows = forecasts(case.db, name)
    if wants_json(form):
        write_json(rows)
    else:
        write_tables(_table(rows))
        for source, (score, n) in brier(rows).items():
            write_tables(cell(f"{source}: Brier score {score:.3f} over {n}"))
    found(rows)


def _table(rows: list[Forecast]) -> Table:
    table = Table(box=None)
    for heading in ("id", "speaker", "forecast", "until", "if", "chance", "outcome"):
        table.add_column(heading, overflow="fold")
    for f in rows:
        outcome = f.outcome or (f"{f.suggested}?" if f.suggested else "")
        condition = "yes" if f.conditional else ""
        shown = f.words.statement[:8], f.words.speaker, brief(f.words), f.horizon, condition
        table.add_row(*(cell(v) for v in (*shown, f"{f.chance:.0%}", outcome)))
    return table
