"""``onrecord reversals``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.claims.boards import reversals
from onrecord.cli.ask.answer import found, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import linked
from onrecord.cli.claims.drift import brief
from onrecord.cli.options import case_option, form_options


@click.command(name="reversals")
@click.argument("name", required=False)
@form_options
@case_option
def command(name: str | None, form: str | None, case_file: Path) -> None:
    """Show who came to say the opposite of what they had said, or took it back.

    NAME is a speaker's name or words of it; without it, everybody.

    \b
    Examples:
      onrecord reversals
      onrecord reversals Corvasse

    Exit codes: 0 somebody did, 1 nobody did, 2 the case is wrong.
    """
    with linked(case_file) as case:
        rows = reversals(case.db, name)
    if wants_json(form):
        write_json(rows)
    else:
        table = Table(box=None)
        for heading in ("speaker", "before", "after"):
            table.add_column(heading, overflow="fold")
        for r in rows:
            table.add_row(cell(r.speaker), cell(brief(r.before)), cell(brief(r.after)))
        write_tables(table)
    found(rows)
