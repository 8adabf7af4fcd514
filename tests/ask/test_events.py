"""Events of a reading in a case."""

from dataclasses import replace

from fakes import read_document
from story import new_case, put, with_people

from onrecord.domain import Document, Event, Party, Span, TimeValue

TEXT = "“Leo Park met Mia Ruiz in Elm on 2 March,” said Ana Ruiz."


def _span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def test_events_of_a_document_stand_in_the_view(tmp_path):
    """A document with an event adds one row: who, whom, where, when, and in which statement."""
    who, whom = _span("Leo Park"), _span("Mia Ruiz")
    day = TimeValue(_span("2 March"), "DATE", "2026-03-02", begin="2026-03-02", end="2026-03-02")
    met = Event(
        "v10",
        _span("met"),
        "CONSULT",
        None,
        who,
        whom,
        _span("Elm"),
        day,
        "happened",
        actors=(Party(who, "Leo Park", "p1", "GB", "GOV"),),
        recipients=(Party(whom, "Mia Ruiz", "p2"),),
    )
    document = Document("new", TEXT, outlet="Oak Post", published="2026-03-03")
    with new_case(tmp_path) as case:
        reading = with_people(read_document(document))
        put(case, replace(reading, events=(met,)))
        rows = list(
            case.db.execute(
                "SELECT predicate, type, modality, actor, recipient, place, starts, statement"
                " FROM events"
            )
        )
        statements = [s.id for s in reading.statements or ()]
    expected = ("met", "CONSULT", "happened", "Leo Park", "Mia Ruiz", "Elm", "2026-03-02")
    assert rows == [(*expected, *statements)]
