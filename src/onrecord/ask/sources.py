"""Which outlet relies on whom?"""

from collections import Counter
from dataclasses import dataclass, field

import apsw

from onrecord.ask.errors import NotFoundError
from onrecord.ask.names import near_outlets

ROWS = """
SELECT t.outlet, coalesce(n.shown, t.speaker), t.kind, t.identity, t.official, t.n
FROM d_source t LEFT JOIN d_name n ON n.name = t.speaker"""
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


@dataclass(slots=True)
class _Sum:
    by: Counter[str] = field(default_factory=Counter)
    speakers: Counter[tuple[str, str]] = field(default_factory=Counter)


def sources(db: apsw.Connection, outlet: str | None = None, *, top: int = TOP) -> Sources:
    """Whom every outlet, or one, relies on, with its ``top`` named sources.

    Names that were merged count as one. Raises ``NotFoundError`` for an outlet that is not there.
    """
    where, values = (
        ("", ()) if outlet is None else (" WHERE t.outlet = ? COLLATE NOCASE", (outlet,))
    )
    sums: dict[str, _Sum] = {}
    for row in db.execute(ROWS + where, values):
        name, speaker, kind, identity, official, n = row
        _add(
            sums.setdefault(str(name), _Sum()),
            (str(speaker), str(kind), str(identity)),
            official,
            n,
        )
    if outlet is not None and not sums:
        raise NotFoundError(f"no outlet {outlet!r} is in the record", near_outlets(db, outlet))
    found = [_reliance(name, s, top) for name, s in sums.items()]
    return Sources(tuple(sorted(found, key=lambda r: (-r.statements, r.outlet))))


def _add(total: _Sum, source: tuple[str, str, str], official: object, n: object) -> None:
    speaker, kind, identity = source
    many = int(str(n))
    total.by["statements"] += many
    total.by[identity] += many
    total.by["official"] += many if official else 0
    total.by["documents"] += many if kind == "document" else 0
    if speaker and identity == "named":
        total.speakers[speaker, kind] += many


def _reliance(outlet: str, total: _Sum, top: int) -> Reliance:
    most = sorted(total.speakers.items(), key=lambda item: (-item[1], item[0]))[:top]
    return Reliance(
        outlet=outlet,
        statements=total.by["statements"],
        anonymous=total.by["anonymous"],
        unnamed=total.by["unnamed"],
        official=total.by["official"],
        documents=total.by["documents"],
        names=len({name for name, _ in total.speakers}),
        top=tuple(Source(name, kind, n) for (name, kind), n in most),
    )
