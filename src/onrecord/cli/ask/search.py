"""``onrecord search``."""

from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.articles import articles
from onrecord.ask.search import search
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell, counted, statement_table
from onrecord.cli.options import case_option, form_options, page_options, version_options


@click.command(name="search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest"]),
    help="Best first (the default, if the words are not too common) or newest first.",
)
@click.option("--articles", "whole", is_flag=True, help="Find articles by all their words.")
@version_options
@page_options
@form_options
@case_option
def command(
    query: tuple[str, ...],
    sort: str | None,
    whole: bool,
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
    `--`. With --articles the words are looked for in whole articles and their titles.

    \b
    Examples:
      onrecord search 'dam "will hold"'
      onrecord search 'speaker:Ruiz act:deny since:2026-03'
      onrecord search 'about:"Leo Park" (crack OR leak) NOT outlet:"Oak Post"'

    Exit codes: 0 something was found, 1 nothing was, 2 the query or the case is wrong.
    """
    if whole:
        _articles(" ".join(query), all_versions, (limit, offset), form, case_file)
        return
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


def _articles(
    query: str, all_versions: bool, page: tuple[int, int], form: str | None, case_file: Path
) -> None:
    with opened(case_file) as case:
        limit, offset = page
        rows = articles(
            case.db, query, all_versions=all_versions, limit=limit, offset=offset
        ).articles
    if wants_json(form):
        write_json(rows)
    else:
        table = Table(show_edge=False, pad_edge=False)
        for name in ("document", "day", "outlet", "title", "words", "statements"):
            table.add_column(name, ratio=1 if name == "words" else None)
        for r in rows:
            values = (r.document[:9], r.day, r.outlet, r.title or r.url or r.path, r.excerpt)
            table.add_row(*map(cell, (*values, r.statements)))
        write_tables(table)
    found(rows)
