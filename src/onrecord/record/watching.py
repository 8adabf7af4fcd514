"""Polls feeds politely and adds what is new: conditional requests, robots, back-off."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import apsw

from onrecord.ingest import Fetched, Fetcher, RefusedInputError, parse_feed
from onrecord.record.adding import Adding, add, jobs_of
from onrecord.store.case import Case
from onrecord.store.inputs import Flags, find

LONGEST = timedelta(days=1)
"""A feed that keeps failing is asked once a day."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll of one feed came to; ``reason`` says why it failed."""

    url: str
    new: int
    done: Counter[str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    etag: str | None = None
    modified: str | None = None
    next_at: str = ""
    failures: int = 0


def poll(
    case: Case, feeds: Sequence[str], fetcher: Fetcher, how: Adding, every: timedelta
) -> list[Polled]:
    """Polls each feed that is due once, and adds the articles that the case has never seen."""
    how = replace(how, options=replace(how.options, fetcher=fetcher))
    due = [(url, known) for url in feeds if _is_due(known := _known(case.db, url))]
    return [_poll(case, url, known, how, every) for url, known in due]


def wait_for_next(case: Case, feeds: Sequence[str]) -> None:
    """Sleeps until a feed is due."""
    soonest = min((_known(case.db, url).next_at for url in feeds), default="")
    if soonest:
        left = (datetime.fromisoformat(soonest) - datetime.now(UTC)).total_seconds()
        time.sleep(max(left, 1.0))


def _is_due(known: _Known) -> bool:
    return not known.next_at or datetime.fromisoformat(known.next_at) <= datetime.now(UTC)


def _known(db: apsw.Connection, url: str) -> _Known:
    sql = "SELECT etag, modified, next_at, failures FROM feed WHERE url = ?"
    row = db.execute(sql, (url,)).get
    return _Known(row[0], row[1], row[2] or "", row[3]) if row else _Known()


def _poll(case: Case, url: str, known: _Known, how: Adding, every: timedelta) -> Polled:
    fetcher = how.options.fetcher
    assert fetcher is not None  # noqa: S101
    try:
        fetched = fetcher.fetch(url, etag=known.etag, last_modified=known.modified)
        links = _new_links(case.db, fetched)
    except RefusedInputError as refusal:
        later = min(every * 2 ** (known.failures + 1), LONGEST)
        _note(case, url, replace(known, failures=known.failures + 1), later, refusal.reason)
        return Polled(url, 0, Counter(), refusal.reason)
    done = add(case, jobs_of(links, Flags()), how)
    after = _Known(fetched.etag or known.etag, fetched.last_modified or known.modified)
    _note(case, url, after, every, "")
    return Polled(url, len(links), done)


def _new_links(db: apsw.Connection, fetched: Fetched) -> list[str]:
    if fetched.content is None:
        return []
    links = [entry.url for entry in parse_feed(fetched.content).entries if entry.url]
    return [link for link in dict.fromkeys(links) if find(db, link) is None]


def _note(case: Case, url: str, known: _Known, later: timedelta, reason: str) -> None:
    at = datetime.now(UTC)
    row = (url, known.etag, known.modified, at.isoformat(), (at + later).isoformat())
    with case.transaction() as db:
        db.execute(
            "INSERT OR REPLACE INTO feed VALUES (?,?,?,?,?,?,?)", (*row, known.failures, reason)
        )
