"""How much is in the record, and of what?"""

from dataclasses import dataclass
from typing import Any

import apsw


@dataclass(frozen=True, slots=True)
class Count:
    """How many have one value."""

    value: str
    n: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Sizes of a case. ``statements`` counts the newest version of each article, without what was
    judged to be no statement; ``facets`` has the same statements by act, kind, identity,
    factuality, reporter, quote, outlet and month. ``size`` is in bytes."""

    documents: int
    articles: int
    changed_articles: int
    statements: int
    entities: int
    first_day: str | None
    last_day: str | None
    judgements_by_people: int
    judgements_by_models: int
    lost_judgements: int
    size: int
    inputs: tuple[Count, ...]
    readers: tuple[Count, ...]
    facets: dict[str, tuple[Count, ...]]


NUMBERS = """SELECT
  (SELECT count(*) FROM document),
  (SELECT count(*) FROM document WHERE latest = 1),
  (SELECT count(*) FROM document WHERE version = 2),
  (SELECT coalesce(sum(n), 0) FROM d_tally WHERE facet = 'act'),
  (SELECT count(*) FROM d_entity),
  (SELECT min(day) FROM document), (SELECT max(day) FROM document),
  (SELECT count(*) FROM judgements WHERE withdrawn_by IS NULL AND author_kind = 'person'),
  (SELECT count(*) FROM judgements WHERE withdrawn_by IS NULL AND author_kind = 'model'),
  (SELECT count(*) FROM d_anchor WHERE statement IS NULL),
  (SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())"""


def stats(db: apsw.Connection) -> Stats:
    """Counts of everything in the case."""
    numbers = next(iter(db.execute(NUMBERS)))
    facets: dict[str, tuple[Count, ...]] = {}
    for facet, value, n in db.execute("SELECT * FROM d_tally ORDER BY facet, n DESC, value"):
        facets[str(facet)] = (*facets.get(str(facet), ()), Count(str(value), int(str(n))))
    states = _counts(db, "SELECT state, count(*) FROM input GROUP BY 1 ORDER BY 2 DESC, 1")
    readers = _counts(db, "SELECT reader, count(*) FROM reading GROUP BY 1 ORDER BY 2 DESC, 1")
    values: list[Any] = [*numbers, states, readers, facets]
    return Stats(*values)


def _counts(db: apsw.Connection, sql: str) -> tuple[Count, ...]:
    return tuple(Count(str(value), int(str(n))) for value, n in db.execute(sql))
