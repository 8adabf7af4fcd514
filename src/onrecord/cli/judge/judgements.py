"""``onrecord judgements``."""

from pathlib import Path

import click

from onrecord.ask.history import judgements
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.history import history_table
from onrecord.cli.options import case_option, form_options


@click.command(name="judgements")
@click.option("--lost", is_flag=True, help="Only those whose statement re-reading did not find.")
@click.option("--by", metavar="NAME", help="Only those of this author.")
@click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=50,
    show_default=True,
    help="Give at most this many.",
)
@form_options
@case_option
def command(lost: bool, by: str | None, limit: int, form: str | None, case_file: Path) -> None:
    """List who judged what, when and why, the newest first; withdrawn ones are struck out.

    When a document is read again, a judgement holds for the statement whose content shares at
    least half of its characters with the judged one and whose cue overlaps. `--lost` lists those
    for which there was none.

    \b
    Examples:
      onrecord judgements --by ana
      onrecord judgements --lost --json

    Exit codes: 0 there are some, 1 there are none, 2 the case is wrong.
    """
    with opened(case_file) as case:
        rows = judgements(case.db, lost=lost, author=by, limit=limit).judgements
    if wants_json(form):
        write_json(rows)
    else:
        write_tables(history_table(rows))
    found(rows)
