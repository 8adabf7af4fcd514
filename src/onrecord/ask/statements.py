"""Which statements are such and such?"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import apsw

from onrecord.ask.errors import QuestionError, did_you_mean
from onrecord.ask.names import involves, published_by, spoken_by
from onrecord.ask.periods import period
from onrecord.ask.rows import LIMIT, NEWEST, Page, select
from onrecord.ask.sql import Condition, all_of
from onrecord.ask.standing import shown_rows
from onrecord.ask.values import ACTS, DISTANCES, FACTUALITIES, IDENTITIES, KINDS, QUOTES

#: The fields that take one value of the annotation scheme, and which.
SCHEME = {
    "act": ACTS,
    "kind": KINDS,
    "identity": IDENTITIES,
    "quote": QUOTES,
    "factuality": FACTUALITIES,
    "reporter": DISTANCES,
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What statements must be; a field that is ``None`` leaves them free.

    ``speaker``, ``about`` and ``to`` are names or parts of names; ``since`` and ``until`` are
    years, months or days of publication, both included; ``document`` is a document's id;
    ``own_voice`` is what the outlet says itself; ``nested`` is said inside another statement;
    ``judged`` is a verdict, or person, model or anyone for whoever gave one. Only the newest
    version of an article counts unless ``all_versions``, and what was judged to be no statement
    is left out unless ``rejected``.
    """

    speaker: str | None = None
    about: str | None = None
    to: str | None = None
    outlet: str | None = None
    act: str | None = None
    kind: str | None = None
    identity: str | None = None
    quote: str | None = None
    factuality: str | None = None
    reporter: str | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    forecast: bool | None = None
    conditional: bool | None = None
    own_voice: bool | None = None
    nested: bool | None = None
    judged: str | None = None
    min_confidence: float | None = None
    all_versions: bool = False
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements that meet the filters, newest first."""

    filters: Filters
    page: Page


def statements(
    db: apsw.Connection, filters: Filters, *, limit: int = LIMIT, offset: int = 0
) -> Statements:
    """The statements that meet every filter, newest first.

    Raises ``QuestionError`` for a value that the scheme or the calendar does not have.
    """
    where = condition(db, filters)
    # The plus keeps SQLite from walking all days when a few rows can be found and sorted.
    order = f"+{NEWEST}" if _few(filters) and not filters.speaker else NEWEST
    return Statements(filters, select(db, where, order=order, limit=limit, offset=offset))


def condition(db: apsw.Connection, filters: Filters) -> Condition:
    """The filters as one condition on ``s`` (``d_statement``) and ``d`` (``document``)."""
    shown = shown_rows(all_versions=filters.all_versions, rejected=filters.rejected)
    return all_of([*_people(db, filters), *_values(db, filters), *_flags(filters), shown])


def _people(db: apsw.Connection, filters: Filters) -> Iterator[Condition]:
    if filters.speaker:
        yield spoken_by(db, filters.speaker)
    if filters.about:
        yield involves(db, "about", filters.about)
    if filters.to:
        yield involves(db, "addressee", filters.to)
    if filters.outlet:
        yield published_by(db, filters.outlet)


def _values(db: apsw.Connection, filters: Filters) -> Iterator[Condition]:
    values = {
        n: in_scheme(n, getattr(filters, n), a) for n, a in SCHEME.items() if getattr(filters, n)
    }
    lead = None if _few(filters) or filters.outlet else _rarest(db, values)
    for name, value in values.items():
        # The plus keeps SQLite from using the index of a value that many rows have.
        yield Condition(f"{'' if name == lead else '+'}s.{name} = ?", (value,))
    if filters.since:
        yield Condition("s.day >= ?", (period(filters.since)[0],))
    if filters.until:
        yield Condition("s.day < ?", (period(filters.until)[1],))
    if filters.document:
        sql = "s.document_id = (SELECT id FROM document WHERE uid = ?)"
        yield Condition(sql, (filters.document,))
    if filters.min_confidence is not None:
        yield Condition("s.confidence >= ?", (filters.min_confidence,))


def _few(filters: Filters) -> bool:
    """Whether some filter lets only few rows through, whatever the others do."""
    return any((filters.speaker, filters.about, filters.to, filters.document, filters.judged))


def _rarest(db: apsw.Connection, values: dict[str, str]) -> str | None:
    """The field whose value the fewest statements have."""
    sql = "SELECT n FROM d_tally WHERE facet = ? AND value = ?"
    return min(
        values, key=lambda name: db.execute(sql, (name, values[name])).get or 0, default=None
    )


def _flags(filters: Filters) -> Iterator[Condition]:
    for name in ("forecast", "conditional"):
        value = getattr(filters, name)
        if value is not None:
            yield Condition(f"s.{name} = {int(value)}")
    if filters.own_voice is not None:
        yield Condition("s.cue IS NULL" if filters.own_voice else "s.cue IS NOT NULL")
    if filters.nested is not None:
        yield Condition("s.parent IS NOT NULL" if filters.nested else "s.parent IS NULL")
    if filters.judged == "anyone":
        yield Condition("s.judged IS NOT NULL")
    elif filters.judged in ("person", "model"):
        yield Condition("s.judged IS NOT NULL AND s.judged_by_kind = ?", (filters.judged,))
    elif filters.judged is not None:
        yield Condition("s.judged = ?", (filters.judged,))


def in_scheme(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value as the scheme writes it. Raises ``QuestionError`` if it has no such value."""
    spelled = {v.lower(): v for v in allowed}
    if value.lower() in spelled:
        return spelled[value.lower()]
    hint = did_you_mean(value.lower(), spelled) or f"the values are {', '.join(allowed)}"
    raise QuestionError(f"{value!r} is no value of {name}; {hint}")


def given(filters: Filters) -> dict[str, str]:
    """The filters that are set, by name, for showing what was asked."""
    values = {f.name: getattr(filters, f.name) for f in fields(filters)}
    return {k: str(v) for k, v in values.items() if v not in (None, False)}
