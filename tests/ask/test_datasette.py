"""A case is an ordinary SQLite file: Datasette and Python's own sqlite3 can read it."""

import asyncio
import sqlite3
import warnings

import pytest
from story import new_case

from onrecord.store.case import open_case

VIEWS = ("documents", "texts", "statements", "entities", "quantities", "times", "events",
         "judgements", "inputs", "claims", "actors", "names")  # fmt: skip


@pytest.fixture
def path(tmp_path):
    new_case(tmp_path).close()
    return tmp_path / "story.onrecord"


def test_every_view_is_documented_here(path):
    """The views of a case are those this test opens, so that a new one is tested too."""
    with open_case(path, read_only=True) as case:
        rows = case.db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'view' AND name NOT GLOB 'd_*'"
        )
        assert {name for (name,) in rows} == set(VIEWS)


def test_python_reads_every_view(path):
    """Python's own SQLite opens a case read-only and reads all views and the full text."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for view in VIEWS:
        db.execute(f"SELECT * FROM {view} LIMIT 1").fetchall()  # noqa: S608
    sql = "SELECT count(*) FROM d_statement_fts WHERE d_statement_fts MATCH 'dam'"
    assert db.execute(sql).fetchone() == (3,)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM d_statement")
    db.close()


def test_datasette_serves_every_view(path):
    """Datasette opens a case read-only and answers its pages and JSON for every view."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        app = pytest.importorskip("datasette.app")
        rows = asyncio.run(_served(_app(app, path)))
    assert [r["text"] for r in rows["statements"]] != []
    assert set(rows) == set(VIEWS)


def _app(module, path):
    quick = {"suggest_facets": False, "allow_facet": False}
    return module.Datasette(immutables=[str(path)], settings=quick)


async def _served(datasette):
    rows = {}
    assert (await datasette.client.get("/story/statements")).status_code == 200
    for view in VIEWS:
        sql = f"select+*+from+{view}"
        answer = await datasette.client.get(f"/story.json?_shape=array&sql={sql}")
        assert answer.status_code == 200, view
        rows[view] = answer.json()
    return rows
