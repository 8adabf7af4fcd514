"""``onrecord claim``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.claims.answers import ClaimAnswer, claim
from onrecord.cli.ask.answer import wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import as_object, linked
from onrecord.cli.options import case_option, form_options


@click.command(name="claim")
@click.argument("claim_id", metavar="CLAIM")
@form_options
@case_option
def command(claim_id: str, form: str | None, case_file: Path) -> None:
    """Show one claim: who supports, denies, doubts or only reports it, where, and from whom.

    CLAIM is the id or the beginning of it, as `onrecord claims` gives it.

    \b
    Examples:
      onrecord claim c3d18152c
      onrecord claim c3d18152c --json

    Exit codes: 0 shown, 1 there is no such claim, 2 the case is wrong.
    """
    with linked(case_file) as case:
        answer = claim(case.db, claim_id)
    if wants_json(form):
        write_json([as_object(answer)])
    else:
        _tables(answer)


def _tables(c: ClaimAnswer) -> None:
    write_tables(cell(c.gloss, "bold"), f"{c.id}  {c.status}")
    for o in c.origins:
        write_tables(cell(f"origin: {o.name} ({o.kind})"))
    table = Table(box=None)
    for heading in ("statement", "day", "outlet", "speaker", "stance", "words", "credits"):
        table.add_column(heading, overflow="fold")
    for s in c.statements:
        day = (s.document.published or "")[:10]
        shown = s.document.outlet, s.speaker, s.stance, s.text, ", ".join(s.credits)
        table.add_row(s.id[:8], day, *(cell(v) for v in shown))
    write_tables(table)
    for s in c.statements:
        if s.stance != "supports" and s.why:
            write_tables(cell(f"{s.id[:8]} {s.stance}: {s.why}"))
    for r in c.relations:
        write_tables(cell(f"{r.from_[:8]} {r.type} {r.to[:8]}: {r.why}"))
