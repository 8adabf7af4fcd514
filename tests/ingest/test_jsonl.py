import json

import pytest

from onrecord.domain import State
from onrecord.ingest import Intake, Options, ingest_bytes

TEXT = "The dam is safe, the minister said on Tuesday. Nobody has to leave the town."


def read(*rows: object, options: Options | None = None) -> list[Intake]:
    """The intakes of a JSON Lines file with these rows."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return list(ingest_bytes("\n".join(lines).encode(), "many.jsonl", options))


def test_members_of_a_line_describe_its_document():
    """A line's own members are its document's fields."""
    row = {
        "id": "d1", "text": TEXT, "title": "Dam", "outlet": "The Post", "byline": "Ann Example",
        "url": "https://post.example/dam", "published": "March 3, 2026",
    }  # fmt: skip
    (intake,) = read(row)
    document = intake.document
    assert document is not None
    assert (document.id, document.title, document.outlet) == ("d1", "Dam", "The Post")
    assert (document.byline, document.url) == ("Ann Example", "https://post.example/dam")
    assert document.published == "2026-03-03"


def test_line_outranks_the_caller():
    """What a line says of itself outranks the options, which fill what it leaves open."""
    options = Options(outlet="Other", published="2025-01-01")
    first, second = read({"text": TEXT, "outlet": "The Post"}, {"text": TEXT}, options=options)
    assert first.document is not None
    assert second.document is not None
    assert (first.document.outlet, first.document.published) == ("The Post", "2025-01-01")
    assert second.document.outlet == "Other"


def test_verbatim_lines_keep_their_text():
    """With verbatim, offsets are code points of the line's text."""
    text = "  Odd\nspacing 🜨 here.\r\n"
    (intake,) = read({"text": text}, options=Options(verbatim=True))
    assert intake.document is not None
    assert intake.document.text == text


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("{bad", State.MALFORMED),
        ("[1, 2]", State.MALFORMED),
        ({"title": "no text"}, State.MALFORMED),
        ({"text": 7}, State.MALFORMED),
        ({"text": TEXT, "outlet": ["a", "list"]}, State.MALFORMED),
        ({"text": " "}, State.EMPTY),
        ({"text": TEXT, "published": "the other day"}, State.BAD_DATE),
        ({"text": "Der Minister sagte am Dienstag, der Damm sei sicher und niemand müsse die "
                  "Stadt verlassen, auch wenn es weiter regne."}, State.UNSUPPORTED_LANGUAGE),
        ("[" * 100_000, State.MALFORMED),
    ],
)  # fmt: skip
def test_bad_line_stops_nothing(row: object, state: State):
    """A line that cannot be read ends in its own state, named by its number; the rest are read."""
    before, bad, after = read({"text": TEXT}, row, {"text": TEXT})
    assert (before.state, after.state) == (State.READ, State.READ)
    assert (bad.name, bad.state) == ("many.jsonl:2", state)
    assert bad.reason
    assert "\n" not in bad.reason
