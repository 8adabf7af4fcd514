"""The outlet's own voice."""

from onrecord.domain import Block, Document, Reading, Span, Statement
from onrecord.read.voice import STAGE, own_voice


def _read(text: str, *attributed: tuple[str, str, str], **known: object) -> list[str]:
    document = Document("d", text, outlet="The Harbour Post", **known)  # type: ignore[arg-type]
    statements = tuple(_statement(text, *parts) for parts in attributed)
    found = own_voice(Reading(document, "r", statements=statements))
    return [s.content[0].of(text) for s in found]


def _statement(text: str, source: str, cue: str, content: str) -> Statement:
    spans = [(Span(text.index(p), text.index(p) + len(p)),) for p in (source, cue, content)]
    return Statement("s", spans[2], source=spans[0], cue=spans[1])


def test_unattributed_sentence_is_the_outlets() -> None:
    """A sentence outside every attribution is asserted by the outlet."""
    text = "The bridge closed on Monday. Ana Ruiz said it was safe."
    assert _read(text, ("Ana Ruiz", "said", "it was safe")) == ["The bridge closed on Monday."]


def test_rest_of_an_attributed_sentence() -> None:
    """A full clause beside an attribution counts; what the attribution leaves over does not."""
    text = "The bridge closed on Monday, and Ana Ruiz told reporters at noon that it was safe."
    parts = ("Ana Ruiz", "told", "that it was safe")
    assert _read(text, parts) == ["The bridge closed on Monday"]


def test_semicolon_parts_two_propositions() -> None:
    """Each coordinated clause is a statement of its own."""
    text = "The bridge closed on Monday; the tunnel stayed open."
    assert _read(text) == ["The bridge closed on Monday", "the tunnel stayed open."]


def test_headings_questions_and_quotations_are_left_out() -> None:
    """Headings, questions, bylines and quoted words assert nothing in the outlet's voice."""
    text = (
        "Bridge Closed Over Cracks\n\nBy Jo Lind\n\nWho is to blame for it?\n\n"
        "“It was always going to fall.”\n\nEngineers found a crack."
    )
    blocks = (Block(Span(0, 25), "heading"),)
    assert _read(text, blocks=blocks) == ["Engineers found a crack."]


def test_statement_has_the_outlet_as_speaker() -> None:
    """Own-voice statements have no cue and no source, and name the outlet."""
    document = Document("d", "The bridge closed on Monday.", outlet="The Harbour Post")
    (reading,) = STAGE.run([Reading(document, "r", statements=())])
    (found,) = reading.statements or ()
    assert (found.cue, found.source, found.kind, found.identity) == (None, None, "outlet", "named")
    assert found.speaker is not None
    assert found.speaker.name == "The Harbour Post"


def test_outlet_is_named_by_its_host() -> None:
    """Without an outlet's name the host of the page stands for it."""
    document = Document("d", "The bridge closed on Monday.", url="https://www.example.org/a")
    (found,) = own_voice(Reading(document, "r", statements=()))
    assert found.speaker is not None
    assert found.speaker.name == "example.org"


def test_a_turn_is_its_speakers_word() -> None:
    """What stands in a turn of a transcript is said by whose turn it is, and not by the outlet."""
    text = "JOY ANSA: The dam is cracked.\nLEO PARK: It was built in haste.\nANSA: By whom?\n"
    text += "PARK: The province paid for it."
    found = own_voice(Reading(Document("d", text, outlet="The Harbour Post"), "r", statements=()))
    said = [(s.speaker.name if s.speaker else None, s.kind) for s in found]
    assert said == [("Joy Ansa", "person"), ("Leo Park", "person"), ("Leo Park", "person")]
    assert all(s.source and s.cue is None for s in found)
    assert found[0].content[0].of(text) == "The dam is cracked."


def test_a_signed_column_is_its_authors_word() -> None:
    """Where an article with one byline keeps saying "I", its assertions are the author's."""
    text = "I have seen the dam. The wall is cracked. I told the mayor, and I wait for an answer."
    document = Document("d", text, outlet="The Harbour Post", byline="By Ana Ruiz")
    found = own_voice(Reading(document, "r", statements=()))
    assert {s.speaker.name for s in found if s.speaker} == {"Ana Ruiz"}
