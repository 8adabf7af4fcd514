"""``onrecord who``."""

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.ask.who import Who, who
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell, counted, statement_table
from onrecord.cli.options import case_option, form_options

ROLES = ("by", "about", "to")


@click.command(name="who")
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=20,
    show_default=True,
    help="Give at most this many of each.",
)
@form_options
@case_option
def command(name: tuple[str, ...], limit: int, form: str | None, case_file: Path) -> None:
    """Show everything said by, about and to somebody, newest first.

    A part of a name is enough if only one name has it; names that were merged answer for each
    other. JSON has one statement a line, with `role` by, about or to.

    \b
    Examples:
      onrecord who "Ana Ruiz"
      onrecord who Ruiz --limit 5 --json

    Exit codes: 0 somebody was found, 1 nobody was (or several were: the names are listed),
    2 the case is wrong.
    """
    with opened(case_file) as case:
        answer = who(case.db, " ".join(name), limit=limit)
    if wants_json(form):
        write_json(
            {"role": role, **asdict(row)}
            for role in ROLES
            for row in getattr(answer, role).statements
        )
    else:
        _tables(answer)
    found(answer)


def _tables(answer: Who) -> None:
    write_tables(cell(answer.subject.shown, "bold"), cell(", ".join(answer.types), "dim"))
    others = [n for n in answer.subject.names if n.casefold() != answer.subject.shown.casefold()]
    if others:
        write_tables(cell(f"also: {', '.join(others)}"))
    for r in answer.roles:
        write_tables(cell(f"{'former ' if r.former else ''}{r.text} (documents: {r.documents})"))
    for role in ROLES:
        page = getattr(answer, role)
        if page.statements:
            write_tables("", statement_table(page.statements, f"{role} them"), counted(page))
