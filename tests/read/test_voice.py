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
