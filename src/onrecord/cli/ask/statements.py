"""``onrecord statements``."""

from pathlib import Path

import click

from onrecord.ask.statements import Filters, statements
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.filters import filter_options
from onrecord.cli.ask.tables import counted, statement_table
from onrecord.cli.options import case_option, form_options, page_options


@click.command(name="statements")
@filter_options
@page_options
@form_options
@case_option
def command(filters: Filters, limit: int, offset: int, form: str | None, case_file: Path) -> None:
    """List statements, newest first, by any of their attributes.

    \b
    Examples:
      onrecord statements --speaker "Ana Ruiz" --act deny
      onrecord statements --outlet "Daily Elm" --identity anonymous --since 2026-03
      onrecord statements --judged person --json

    Exit codes: 0 something was found, 1 nothing was, 2 a filter or the case is wrong.
    """
    with opened(case_file) as case:
        page = statements(case.db, filters, limit=limit, offset=offset).page
    if wants_json(form):
        write_json(page.statements)
    else:
        write_tables(statement_table(page.statements), counted(page))
    found(page.statements)
