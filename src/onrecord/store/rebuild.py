"""Drops everything derived and makes it again from evidence, readings and judgements."""

from collections.abc import Iterator
from typing import cast

import apsw

from onrecord.store import actors
from onrecord.store.derive import index, place_of
from onrecord.store.dump import ACROSS
from onrecord.store.links import TABLES
from onrecord.store.names import refresh_names
from onrecord.store.readings import current_reading

FULL_TEXT = ("d_statement_fts", "d_document_fts", "d_entity_fts")
PER_DOCUMENT = (
    "d_statement_entity",
    "d_statement",
    "d_entity",
    "d_quantity",
    "d_time",
    "d_event",
    "d_tally",
    "d_source",
    "d_title_fts",
    "d_anchor",
)


def rebuild(db: apsw.Connection) -> Iterator[int]:
    """Rebuilds the per-document tables and empties the matcher's; yields each document's row.

    Run it to its end inside one transaction.
    """
    for table in FULL_TEXT:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608
    for table in (*PER_DOCUMENT, *reversed(ACROSS), *TABLES, *actors.TABLES):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    refresh_names(db)
    sql = "SELECT DISTINCT document_id FROM reading ORDER BY 1"
    for number in [cast(int, row[0]) for row in db.execute(sql)]:
        index(db, place_of(db, number), current_reading(db, number))
        yield number
