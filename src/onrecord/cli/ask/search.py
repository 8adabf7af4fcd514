"""``onrecord search``."""

from pathlib import Path

import click

from onrecord.ask.search import search
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import counted, statement_table
from onrecord.cli.options import case_option, form_options, page_options, version_options


@click.command(name="search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest"]),
    help="Best first (the default, if the words are not too common) or newest first.",
)
@version_options
@page_options
@form_options
@case_option
def command(
    query: tuple[str, ...],
    sort: str | None,
    all_versions: bool,
    rejected: bool,
    limit: int,
    offset: int,
    form: str | None,
    case_file: Path,
) -> None:
    """Find statements by their words.

    Words side by side must all occur; "…" keeps a phrase together; AND, OR, NOT (or a leading -)
    and brackets combine; a star ends a prefix (evacuat*). Fields: speaker:, outlet:, about: with a
    name or a part of one, act: (assert, confirm, deny, …), since: and until: with a year, month or
    day. A value with spaces is quoted: speaker:"Ana Ruiz". Put a query with a leading minus after
    `--`.

    \b
    Examples:
      onrecord search 'dam "will hold"'
      onrecord search 'speaker:Ruiz act:deny since:2026-03'
      onrecord search 'about:"Leo Park" (crack OR leak) NOT outlet:"Oak Post"'

    Exit codes: 0 something was found, 1 nothing was, 2 the query or the case is wrong.
    """
    with opened(case_file) as case:
        page = search(
            case.db,
            " ".join(query),
            order=sort,
            all_versions=all_versions,
            rejected=rejected,
            limit=limit,
            offset=offset,
        ).page
    if wants_json(form):
        write_json(page.statements)
    else:
        write_tables(statement_table(page.statements), counted(page))
    found(page.statements)
