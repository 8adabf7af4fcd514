"""Which outlet relies on whom?"""

from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.ask.errors import NotFoundError
from onrecord.ask.names import near_outlets

#: Sums by outlet; then the named sources, ranked within their outlet.
SUMS = """
SELECT outlet, sum(n), sum(n * (identity = 'anonymous')), sum(n * (identity = 'unnamed')),
       sum(n * (official <> 0)), sum(n * (kind = 'document'))
FROM d_source {where} GROUP BY outlet"""
NAMED = """
WITH named AS (
  SELECT t.outlet, coalesce(n.shown, t.speaker) AS name, t.kind, sum(t.n) AS n
  FROM d_source t LEFT JOIN d_name n ON n.name = t.speaker
  {where} {also} t.identity = 'named' AND t.speaker <> '' GROUP BY 1, 2, 3),
ranked AS (
  SELECT outlet, name, kind, n,
         row_number() OVER (PARTITION BY outlet ORDER BY n DESC, name, kind) AS place
  FROM named)
SELECT outlet, name, kind, n FROM ranked WHERE place <= ? ORDER BY outlet, place"""
NAMES = """
SELECT outlet, count(*) FROM (
  SELECT DISTINCT t.outlet, coalesce(n.shown, t.speaker)
  FROM d_source t LEFT JOIN d_name n ON n.name = t.speaker
  {where} {also} t.identity = 'named' AND t.speaker <> '') GROUP BY outlet"""
TOP = 10


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody an outlet attributes statements to, and how many."""

    name: str
    kind: str
    statements: int


@dataclass(frozen=True, slots=True)
class Reliance:
    """Whom one outlet relies on. The counts are of its attributed statements: ``anonymous`` with
    confidentiality signalled, ``unnamed`` without a name, ``official`` by holders of public office
    and public bodies, ``documents`` by papers, polls and posts. Shares are counts ÷ statements."""

    outlet: str
    statements: int
    anonymous: int
    unnamed: int
    official: int
    documents: int
    names: int
    top: tuple[Source, ...]

    def share(self, count: int) -> float:
        """A count as a share of the attributed statements, 0 where there are none."""
        return count / self.statements if self.statements else 0.0


@dataclass(frozen=True, slots=True)
class Sources:
    """Reliance by outlet, the one with most statements first."""

    outlets: tuple[Reliance, ...]


def sources(db: apsw.Connection, outlet: str | None = None, *, top: int = TOP) -> Sources:
    """Whom every outlet, or one, relies on, with its ``top`` named sources.

    Names that were merged count as one. Raises ``NotFoundError`` for an outlet that is not there.
    """
    where, values = ("", ()) if outlet is None else ("WHERE outlet = ? COLLATE NOCASE", (outlet,))
    parts = {"where": where, "also": "AND" if where else "WHERE"}
    most: dict[str, list[Source]] = {}
    ranked: list[Any] = db.execute(NAMED.format(**parts), (*values, top)).fetchall()
    for name, *source in ranked:
        most.setdefault(name, []).append(Source(*source))
    counted: list[Any] = db.execute(NAMES.format(**parts), values).fetchall()
    names: dict[str, int] = dict(counted)
    rows: list[Any] = db.execute(SUMS.format(**parts), values).fetchall()
    if outlet is not None and not rows:
        raise NotFoundError(f"no outlet {outlet!r} is in the record", near_outlets(db, outlet))
    found = [
        Reliance(o, n, a, u, f, d, names.get(o, 0), tuple(most.get(o, ())))
        for o, n, a, u, f, d in rows
    ]
    return Sources(tuple(sorted(found, key=lambda r: (-r.statements, r.outlet))))
