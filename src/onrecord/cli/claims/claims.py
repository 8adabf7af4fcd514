"""``onrecord claims``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.claims.answers import claims
from onrecord.cli.ask.answer import found, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import as_object, linked
from onrecord.cli.options import case_option, form_options

STATUSES = ("corroborated", "single-origin", "disputed", "unverified", "corrected", "retracted")


@click.command(name="claims")
@click.option("--all", "every", is_flag=True, help="Also claims of one statement.")
@click.option("--status", type=click.Choice(STATUSES), help="Only claims of this status.")
@click.option("--actor", metavar="NAME", help="Only claims in which this name speaks.")
@click.option("--since", metavar="DAY", help="Only claims reported on this day or later.")
@click.option("--until", metavar="DAY", help="Only claims reported on this day or before.")
@form_options
@case_option
def command(
    every: bool,
    status: str | None,
    actor: str | None,
    since: str | None,
    until: str | None,
    form: str | None,
    case_file: Path,
) -> None:
    """List what is claimed across documents: by how many, from how many origins, who disputes it.

    \b
    Examples:
      onrecord claims --status disputed
      onrecord claims --json --all

    Exit codes: 0 there are claims, 1 there are none, 2 the case is wrong.
    """
    with linked(case_file) as case:
        rows = claims(case.db, every=every, status=status, actor=actor, since=since, until=until)
        if wants_json(form):
            write_json(as_object(c) for c in rows)
            return
        answers = list(rows)
    table = Table(box=None)
    for heading in ("claim", "status", "said", "origins", "what is claimed", "disputed by"):
        table.add_column(heading, overflow="fold")
    for c in answers:
        counts = str(len(c.statements)), str(c.independent_origins)
        against = ", ".join(c.disputed_by)
        table.add_row(c.id[:8], c.status, *counts, cell(c.gloss), cell(against))
    write_tables(table)
    found(answers)
