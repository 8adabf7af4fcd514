"""``onrecord check``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.cli.ask.answer import WRONG, stop, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import linked
from onrecord.cli.options import case_option, form_options


@click.command(name="check")
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help="Also write a marked copy of the draft to OUT.",
)
@form_options
@case_option
def command(draft: Path, html: Path | None, form: str | None, case_file: Path) -> None:
    """Check each claim of a draft against the record: supported and by whom, disputed, of a
    single origin, with an outdated number, or not on the record.

    \b
    Examples:
      onrecord check draft.txt
      onrecord check draft.html --html checked.html
      onrecord check draft.txt --json

    Exit codes: 0 checked, 2 the draft or the case is wrong.
    """
    from onrecord.export.checked import page
    from onrecord.ingest import RefusedInputError
    from onrecord.reading import read
    from onrecord.record.checking import check

    try:
        reading = read(draft)
    except (RefusedInputError, ValueError) as error:
        raise stop(f"{draft}: {error}", WRONG) from error
    with linked(case_file) as case:
        rows = check(case, reading)
    if html:
        html.write_text(page(reading.document.text, rows), encoding="utf-8")
    if wants_json(form):
        write_json(rows)
        return
    table = Table(box=None)
    for heading in ("verdict", "in the draft", "on record", "say so", "deny it"):
        table.add_column(heading, overflow="fold")
    for r in rows:
        sides = ", ".join(r.supported_by), ", ".join(r.disputed_by)
        table.add_row(r.verdict, *(cell(v) for v in (r.text, r.gloss, *sides)))
    write_tables(table)
