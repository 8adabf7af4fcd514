"""Claims of a story of more documents than one document is compared with."""

from pathlib import Path

import pytest
from fakes import read_document
from story import put

from onrecord.domain import Document
from onrecord.record import Record
from onrecord.record.across import MOST

WHO = ("Ana Ruiz", "Leo Park", "Mia Stone", "Tom Baines")
SAID = (
    "The Orvale dam has cracked in {n} places",
    "The Orvale dam will hold through the winter",
    "Nobody in Orvale has been told to leave",
)
MANY = 40


def _article(n: int) -> Document:
    first, second = SAID[n % 3].format(n=n % 5 + 2), SAID[(n + 1) % 3].format(n=n % 7 + 2)
    text = f"“{first},” said {WHO[n % 4]}. “{second},” denied {WHO[(n + 1) % 4]}. {n}"
    day = f"2026-03-{n % 28 + 1:02}"
    return Document(
        "new", text, outlet=f"Orvale Post {n}", url=f"https://p{n}.example", published=day
    )


def _case(folder: Path, order: list[int]) -> Record:
    record = Record.open(folder / f"{order[0]}.onrecord", create=True)
    for n in order:
        put(record.case, read_document(_article(n)))
    record.link()
    return record


def _claims(record: Record) -> set[tuple[str, str, str]]:
    sql = "SELECT claim, statement, stance FROM d_claim_statement"
    return set(record.case.db.execute(sql).fetchall())


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory):
    """Two cases of one story that came in different orders."""
    order, other_order = list(range(MANY)), [17 * n % MANY for n in range(MANY)]
    with (
        _case(tmp_path_factory.mktemp("one"), order) as one,
        _case(tmp_path_factory.mktemp("other"), other_order) as other,
    ):
        yield one, other


def test_claims_do_not_depend_on_the_order_of_adding(pair):
    """What is linked in one go gives the same claims in whatever order it was added."""
    one, other = pair
    assert MANY > MOST
    assert len({claim for claim, *_ in _claims(one)}) > 1
    assert _claims(one) == _claims(other)


def test_rebuilding_makes_the_same_claims(pair):
    """Dropping and remaking everything derived leaves the claims of such a story as they were."""
    _, other = pair
    before = _claims(other)
    other.rebuild()
    assert _claims(other) == before
