"""``onrecord timeline``."""

from collections.abc import Iterable
from pathlib import Path

import click
from rich.table import Table

from onrecord.ask.statements import Filters
from onrecord.ask.timeline import Moment, timeline
from onrecord.cli.ask.answer import found, opened, wants_json, write_json, write_tables
from onrecord.cli.ask.filters import filter_options
from onrecord.cli.ask.tables import cell, judged, speaker
from onrecord.cli.options import case_option, form_options, page_options


@click.command(name="timeline")
@click.argument("query", nargs=-1)
@filter_options
@page_options
@form_options
@case_option
def command(
    query: tuple[str, ...],
    filters: Filters,
    limit: int,
    offset: int,
    form: str | None,
    case_file: Path,
) -> None:
    """Show statements in the order they were made, the earliest first.

    The day is the one the article gives for the saying, else (marked with a tilde) the day the
    article was published. QUERY is in the language of `onrecord search`.

    \b
    Examples:
      onrecord timeline dam --since 2026-02
      onrecord timeline --speaker "Ana Ruiz" --about "Leo Park"

    Exit codes: 0 something was found, 1 nothing was, 2 the query or the case is wrong.
    """
    with opened(case_file) as case:
        words = " ".join(query) or None
        answer = timeline(case.db, filters, query=words, limit=limit, offset=offset)
    if wants_json(form):
        write_json(answer.moments)
    else:
        number = f"{answer.total}" if answer.exact else f"more than {answer.total}"
        write_tables(_table(answer.moments), cell(f"{number} found", "dim"))
    found(answer.moments)


def _table(moments: Iterable[Moment]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for name in ("day", "speaker", "statement", "outlet", "id", "judged"):
        table.add_column(name, ratio=1 if name == "statement" else None)
    last = ""
    for m in moments:
        day = f"{'' if m.dated == 'said' else '~'}{m.day or 'unknown'}"
        row = m.statement
        mark = judged(row.judged, row.judged_by, row.judged_by_kind)
        shown = cell("" if day == last else day, "bold")
        table.add_row(
            shown, speaker(row), cell(row.text), cell(row.outlet), cell(row.id[:9], "dim"), mark
        )
        last = day
    return table
