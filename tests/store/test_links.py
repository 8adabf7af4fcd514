import apsw
import pytest

from onrecord.store.case import open_case
from onrecord.store.links import put_links
from onrecord.store.tied import component


@pytest.fixture
def db(tmp_path):
    """A case whose statements s000 to s099 are a chain, tied ever more weakly."""
    with open_case(tmp_path / "case", create=True) as case:
        put_links(case.db, {(f"s{n:03}", f"s{n + 1:03}"): 0.9 - n / 200 for n in range(99)})
        put_links(case.db, {("s000", "t1"): 0.95, ("s000", "t2"): 0.1})
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
