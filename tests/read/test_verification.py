"""What an article says of checking a statement."""

import pytest

from onrecord.domain import Document, Reading, Span, Statement, Verification
from onrecord.read.verification import STAGE


def _checked(text: str, source: str, cue: str, content: str) -> Verification | None:
    spans = [(Span(text.index(p), text.index(p) + len(p)),) for p in (source, cue, content)]
    statement = Statement("s", spans[2], source=spans[0], cue=spans[1])
    document = Document("d", text, outlet="The Harbour Post")
    (reading,) = STAGE.run([Reading(document, "r", statements=(statement,))])
    return (reading.statements or ())[0].verification


@pytest.mark.parametrize(
    ("tail", "status", "by"),
    [
        (" Reuters could not independently verify the claim.", "unverified", "Reuters"),
        (" We could not independently verify the claim.", "unverified", "The Harbour Post"),
        (" The claim could not be independently verified.", "unverified", None),
        (" The port authority did not respond to a request for comment.", "no-response", None),
        (" The port authority declined to comment.", "declined", None),
    ],
)  # fmt: skip
def test_flag_after_the_statement(tail: str, status: str, by: str | None) -> None:
    """A sentence about checking qualifies the statement before it."""
    text = "Ana Ruiz said the crane was stolen." + tail
    found = _checked(text, "Ana Ruiz", "said", "the crane was stolen")
    assert found is not None
    assert (found.status, found.by) == (status, by)
    assert all(s.of(text) in tail for s in found.spans)


def test_flag_inside_the_statement() -> None:
    """A document seen by an outlet supports the statement it stands in."""
    text = "According to documents seen by Reuters, the crane was stolen."
    found = _checked(text, "documents seen by Reuters", "According to", "the crane was stolen")
    assert found is not None
    assert (found.status, found.by) == ("seen", "Reuters")


def test_refusal_does_not_qualify_itself() -> None:
    """A refusal to comment with nothing before it qualifies nothing."""
    text = "Ana Ruiz declined to comment on the crane."
    assert _checked(text, "Ana Ruiz", "declined", "to comment on the crane") is None


def test_plain_statement_has_no_verification() -> None:
    """Nothing said of checking means no verification."""
    assert _checked("Ana Ruiz said it rained.", "Ana Ruiz", "said", "it rained") is None
