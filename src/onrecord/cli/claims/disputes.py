"""``onrecord disputes``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.claims.boards import disputes
from onrecord.cli.ask.answer import found, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import linked
from onrecord.cli.options import case_option, form_options


@click.command(name="disputes")
@form_options
@case_option
def command(form: str | None, case_file: Path) -> None:
    """Show which claims are denied: by whom, against whom, and who doubts them.

    \b
    Examples:
      onrecord disputes
      onrecord disputes --json --case dam.onrecord

    Exit codes: 0 something is disputed, 1 nothing is, 2 the case is wrong.
    """
    with linked(case_file) as case:
        rows = list(disputes(case.db))
    if wants_json(form):
        write_json(rows)
    else:
        table = Table(box=None)
        for heading in ("claim", "what is claimed", "say so", "deny it", "doubt it"):
            table.add_column(heading, overflow="fold")
        for d in rows:
            sides = (", ".join(s) for s in (d.supported_by, d.denied_by, d.doubted_by))
            table.add_row(d.claim[:8], cell(d.gloss), *(cell(s) for s in sides))
        write_tables(table)
    found(rows)
