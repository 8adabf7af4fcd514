"""``onrecord drift``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.claims.boards import Words, drift
from onrecord.cli.ask.answer import found, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import linked
from onrecord.cli.options import case_option, form_options


@click.command(name="drift")
@form_options
@case_option
def command(form: str | None, case_file: Path) -> None:
    """Show numbers that changed over time, and who still gives the old one.

    \b
    Examples:
      onrecord drift
      onrecord drift --json

    Exit codes: 0 some number changed, 1 none did, 2 the case is wrong.
    """
    with linked(case_file) as case:
        rows = drift(case.db)
    if wants_json(form):
        write_json(rows)
    else:
        table = Table(box=None)
        for heading in ("change", "before", "after", "still uses the old"):
            table.add_column(heading, overflow="fold")
        for d in rows:
            stale = "; ".join(brief(w) for w in d.stale)
            table.add_row(cell(d.why), cell(brief(d.old)), cell(brief(d.new)), cell(stale))
        write_tables(table)
    found(rows)


def brief(words: Words) -> str:
    """Day, outlet and words in one line."""
    return f"{words.day or '?'} {words.outlet or '?'}: {words.text}"
