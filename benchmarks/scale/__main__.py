"""Makes a case of many documents out of few: real articles read by the shipped reader and linked
by the matcher, then copied with other names and days.

    python -m benchmarks.scale CASE [--documents 100000]

Reads the stories of ``$ONRECORD_DATA/bundles`` (default ../shared/data/bundles), where they are,
and of ``examples/``. A story's names are replaced by made-up ones of the same length, one cast in
several copies, so that some people are in the news often and most are not; outlets stay. What a
document holds (original bytes, text, reading, index rows, claims) is what adding it would have
written: ``onrecord verify`` passes.
"""

import argparse
import json
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import apsw

from benchmarks.scale.copying import Copier
from benchmarks.scale.stories import Story, dressed, story
from onrecord.record import Flags, Record, actors
from onrecord.record.across import MODEL
from onrecord.store import links
from onrecord.store.case import open_case
from onrecord.store.derive import FACETS
from onrecord.store.offices import is_official

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
STORY_FILES = Path("examples/tarsenne"), Path("examples/tarsenne.json")
YEARS = 5
#: How many casts a story has.
CASTS = 32
SOURCES = """INSERT INTO d_source
SELECT coalesce(s.outlet, ''), coalesce(speaker, ''), kind, identity,
  official(kind, speaker, s.title, source), count(*)
FROM d_statement s JOIN document d ON d.id = document_id
WHERE latest = 1 AND cue IS NOT NULL GROUP BY 1, 2, 3, 4, 5"""
COLUMNS = {"outlet": "coalesce(s.outlet, '')", "month": "coalesce(substr(s.day, 1, 7), '')"}


def folders() -> Iterator[tuple[Path, Path]]:
    """Every story's folder with the file that says what its articles are."""
    for meta in sorted(DATA.glob("bundles/*/*/meta.json")):
        yield meta.parent, meta
    yield STORY_FILES


def read_base(path: Path) -> None:
    """Adds every story to the base case and links it."""
    with Record.open(path, create=True) as record:
        for folder, meta in folders():
            for row in json.loads(meta.read_text(encoding="utf-8")):
                said = Flags(*(row.get(k) for k in ("url", "outlet", "published", "fetched")))
                record.add([folder / row["file"]], said)
        record.link()


def stories_of(db: apsw.Connection) -> list[Story]:
    """The stories of a base case: one for each folder that files were added from."""
    sql = "SELECT name FROM input WHERE state = 'read' AND parent IS NULL ORDER BY name"
    found = dict.fromkeys(str(Path(str(name)).parent) for (name,) in db.execute(sql))
    return different(story(db, folder) for folder in found)


def different(stories: Iterable[Story]) -> list[Story]:
    """The stories, each once: one of those in ``examples/`` is among the bundles, too."""
    found = {tuple(sorted(a.row["uid"] for a in one.articles)): one for one in stories}
    return list(found.values())


def fill(
    db: apsw.Connection, copier: Copier, stories: list[Story], documents: int, minutes: float
) -> int:
    """Copies story after story until there are that many documents or the time is up; returns
    how many there are."""
    random, done, number, until = Random(0), 0, 0, time.monotonic() + 60 * minutes
    copies = documents / sum(len(s.articles) for s in stories)
    casts: dict[tuple[int, int], Story] = {}
    while done < documents and time.monotonic() < until:
        number += 1
        with db:
            for i, one in enumerate(stories):
                key = i, int(CASTS * random.random() ** 2)
                casts[key] = casts.get(key) or dressed(one, key[1])
                done += copier.copy(casts[key], number, int(number / copies * 365 * YEARS))
        if number % 10 == 0:
            print(f"{done:,} documents", flush=True)
    return done


def drop_indexes(db: apsw.Connection) -> list[str]:
    """Drops every index; returns what makes them again."""
    sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    found = db.execute(sql).fetchall()
    for name, _ in found:
        db.execute(f"DROP INDEX {name}")
    return [str(made) for _, made in found]


def finish(db: apsw.Connection, indexes: list[str]) -> None:
    """Makes indexes, full text and counts from the rows."""
    for sql in indexes:
        db.execute(sql)
    for table in ("d_statement_fts", "d_document_fts", "d_entity_fts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
    db.execute("INSERT INTO d_title_fts (rowid, title) SELECT id, title FROM document")
    db.create_scalar_function("official", lambda *a: int(is_official(*a)), deterministic=True)
    db.execute(SOURCES)
    for facet in FACETS:
        column = COLUMNS.get(facet, f"s.{facet}")
        sql = f"""INSERT INTO d_tally SELECT ?, {column}, count(*) FROM d_statement s
                  JOIN document d ON d.id = document_id WHERE latest = 1 GROUP BY 2"""  # noqa: S608
        db.execute(sql, (facet,))


def make(
    db: apsw.Connection,
    base: apsw.Connection,
    stories: list[Story],
    documents: int,
    minutes: float,
) -> int:
    """Fills a new case; returns how many documents it has."""
    for name, value in {"foreign_keys": 0, "synchronous": 0, "cache_size": -1_500_000}.items():
        db.pragma(name, value)
    db.pragma("journal_mode", "off")
    indexes, copier = drop_indexes(db), Copier(db, base)
    done = fill(db, copier, stories, documents, minutes)
    with db:
        copier.finish()
        finish(db, indexes)
        actors.up_to_date(db)
        links.put_linked(db, MODEL)
    return done


def copies_of(base_path: Path, path: Path, documents: int, minutes: float = 1e6) -> int:
    """Makes a case from a base case; returns how many documents it has."""
    open_case(base_path).close()  # brings an older one up to date
    with open_case(base_path, read_only=True) as base, open_case(path, create=True) as case:
        return make(case.db, base.db, stories_of(base.db), documents, minutes)


def main() -> None:
    """Makes the case, and the base first if it is not beside it yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=1e6, help="stop copying after these")
    options = parser.parse_args()
    began, base = time.perf_counter(), options.case.with_suffix(".base")
    if not base.exists():
        read_base(base)
    done = copies_of(base, options.case, options.documents, options.minutes)
    print(f"{done:,} documents in {time.perf_counter() - began:,.0f} s")


if __name__ == "__main__":
    main()
