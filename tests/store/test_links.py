import apsw
import numpy as np
import pytest

from onrecord.store.case import open_case
from onrecord.store.links import put_document
from onrecord.store.pairs import pairs_among, put_pairs, turned
from onrecord.store.tied import component

#: Documents and their statements; s000 to s099 are a chain that runs through the first two.
HELD = {
    "d2": [f"s{n:03}" for n in range(50)],
    "d1": [f"s{n:03}" for n in range(50, 100)],
    "d3": ["t1", "t2"],
}
STATEMENT = """INSERT INTO d_statement
(uid, document_id, start, stop, content_spans, text, quote, kind, identity, act, factuality,
 reporter, forecast, conditional, confidence)
VALUES (?, ?, 0, 1, '[]', '', '', '', '', '', '', '', 0, 0, 1)"""


@pytest.fixture
def db(tmp_path):
    """A case with a chain of statements that are tied ever more weakly."""
    with open_case(tmp_path / "case", create=True) as case:
        for number, (uid, statements) in enumerate(HELD.items(), 1):
            case.db.execute(
                """INSERT INTO document (id, uid, key, article, version, latest, context, extra,
                   added_at) VALUES (?, ?, '', ?, 1, 1, '', '', '')""",
                (number, uid, uid),
            )
            case.db.executemany(STATEMENT, [(s, number) for s in statements])
            put_document(case.db, uid, "", b"", statements, {}, "")
        chain = np.diag([0.9 - n / 200 for n in range(99)], 1).astype(np.float32)
        put_pairs(case.db, "d2", "d2", chain[:50, :50])
        put_pairs(case.db, "d1", "d1", chain[50:, 50:])
        put_pairs(case.db, "d2", "d1", chain[:50, 50:])
        other = np.zeros((2, 50), np.float32)
        other[:, 0] = 0.95, 0.1
        put_pairs(case.db, "d3", "d2", other)
        yield case.db


def test_a_component_is_whole_while_it_is_small(db: apsw.Connection):
    """All that chains of strong pairs lead to is found, from either end."""
    chain = {f"s{n:03}" for n in range(100)} | {"t1"}
    assert component(db, ["s000"], 0.15, 200, 3) == chain
    assert component(db, ["s099"], 0.15, 200, 3) == chain


def test_of_a_large_component_the_most_strongly_tied_are_taken(db: apsw.Connection):
    """Above the bound only a few are found, the strongest pairs first, and always the start."""
    assert component(db, ["s000"], 0.15, 50, 2) == {"s000", "t1", "s001"}
    start = {"s000", "s050"}
    assert component(db, start, 0.15, 50, 0) == start


def test_pairs_are_found_again_with_their_statements(db: apsw.Connection):
    """Every pair among the statements asked for comes back with its score, and no other."""
    homes = {"s049": "d2", "s050": "d1", "s051": "d1", "s000": "d2", "t2": "d3"}
    ids, first, second, score = pairs_among(db, homes)
    found = {
        frozenset((ids[i], ids[j])): round(float(s), 4)
        for i, j, s in zip(first, second, score, strict=True)
    }
    assert found == {
        frozenset(("s049", "s050")): 0.655,
        frozenset(("s050", "s051")): 0.65,
        frozenset(("s000", "t2")): 0.1,
    }


def test_a_row_can_be_turned(db: apsw.Connection):
    """Turned twice a row of pairs is what it was, and turned once its documents are exchanged."""
    body = db.execute("SELECT body FROM d_link WHERE first = 'd2' AND second = 'd3'").get
    assert turned(turned(body)) == body
    assert np.frombuffer(turned(body), "<u2").tolist() == [0, 0, 9500, 1, 0, 1000]
