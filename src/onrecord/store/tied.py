"""What a statement is tied to by scored pairs."""

import json
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from typing import cast

import apsw

TIED = """
SELECT second, score FROM d_link WHERE first = ?1 AND score >= ?2
UNION ALL SELECT first, score FROM d_link WHERE second = ?1 AND score >= ?2"""
#: Up to ?3 of the statements that chains of pairs lead to from those of the JSON array ?1.
REACHED = """
WITH RECURSIVE found (uid) AS (
  SELECT value FROM json_each(?1)
  UNION SELECT second FROM found JOIN d_link ON first = uid AND score >= ?2
  UNION SELECT first FROM found JOIN d_link ON second = uid AND score >= ?2
  LIMIT ?3)
SELECT uid FROM found"""


def component(
    db: apsw.Connection, start: Iterable[str], tie: float, most: int, few: int
) -> set[str]:
    """Every statement that chains of pairs scoring at least ``tie`` lead to. If they are more
    than ``most``, only the ``few`` that the strongest pairs lead to first, so that one document
    costs as much in a large record as in a small one."""
    own = sorted(set(start))
    rows = db.execute(REACHED, (json.dumps(own), tie, len(own) + most + 1)).fetchall()
    if len(rows) - len(own) > most:
        return set(own) | set(_nearest(db, own, tie, few))
    return {str(uid) for (uid,) in rows}


def _nearest(db: apsw.Connection, own: Sequence[str], tie: float, few: int) -> list[str]:
    """The ``few`` other statements that the strongest pairs lead to first."""
    looked: dict[str, None] = {}
    edge = [(-1.0, uid) for uid in own]
    while edge and len(looked) < len(own) + few:
        _, uid = heappop(edge)
        if uid in looked:
            continue
        looked[uid] = None
        for other, score in db.execute(TIED, (uid, tie)).fetchall():
            if other not in looked:
                heappush(edge, (-cast(float, score), str(other)))
    return list(looked)
