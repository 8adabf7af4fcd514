"""What was said, in the order in which it was said?"""

from dataclasses import dataclass

import apsw

from onrecord.ask.compiled import compile_query
from onrecord.ask.query import parse_query
from onrecord.ask.rows import LIMIT, StatementRow, select
from onrecord.ask.search import BY_WORDS
from onrecord.ask.sql import Condition, all_of
from onrecord.ask.statements import Filters, condition

#: The day something was said: as the article dates it where it gives one day, else the article's.
SAID = "CASE WHEN s.said_from = s.said_to THEN substr(s.said_from, 1, 10) ELSE s.day END"


@dataclass(frozen=True, slots=True)
class Moment:
    """One statement on one day. ``dated`` is said where the article dates the saying, published
    where only the article has a date, and unknown where nothing has."""

    day: str | None
    dated: str
    statement: StatementRow


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments, the earliest first; undated ones last. ``total`` is how many there are in all,
    exactly if ``exact``."""

    moments: tuple[Moment, ...]
    total: int
    exact: bool


def timeline(
    db: apsw.Connection,
    filters: Filters,
    *,
    query: str | None = None,
    limit: int = LIMIT,
    offset: int = 0,
) -> Timeline:
    """Statements that meet the filters and the query, by the day they were made.

    Raises ``QuestionError`` when the query or a filter cannot be understood.
    """
    where, source = (
        [condition(db, filters)],
        "FROM d_statement s JOIN document d ON d.id = s.document_id",
    )
    if query:
        compiled = compile_query(db, parse_query(query))
        where.append(compiled.rest)
        if compiled.match is not None:
            where.append(Condition("d_statement_fts MATCH ?", (compiled.match,)))
            source = BY_WORDS
    all_where = all_of(where)
    order = f"({SAID}) IS NULL, {SAID}, s.id"
    page = select(db, all_where, source=source, order=order, limit=limit, offset=offset)
    return Timeline(tuple(map(moment, page.statements)), page.total, page.exact)


def moment(row: StatementRow) -> Moment:
    """When a statement was made, as far as its row tells."""
    if row.said_from is not None and row.said_from == row.said_to:
        return Moment(row.said_from[:10], "said", row)
    return Moment(row.day, "published" if row.day else "unknown", row)
