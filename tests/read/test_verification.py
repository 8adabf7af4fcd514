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
        (" The port authority would not comment.", "declined", None),
        (" The port authority had no comment on Tuesday.", "declined", None),
        (" Leo Park could not be reached.", "no-response", None),
        (" The port authority has not replied to emails seeking comment.", "no-response", None),
        (" Leo Park did not immediately return several calls.", "no-response", None),
        (" A message left with the port authority was not returned.", "no-response", None),
        (" Calls to the port authority went unanswered.", "no-response", None),
        (" Reuters was unable to verify the account.", "unverified", "Reuters"),
        (" There was no independent confirmation.", "unverified", None),
        (" The account remains unverified.", "unverified", None),
        (" She offered no evidence.", "unverified", None),
        (" Harbour News has verified the footage.", "verified", "Harbour News"),
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


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "status", "by"),
    [
        ("The crane was stolen, according to emails reviewed by Reuters.", "emails reviewed by "
         "Reuters", "according to", "The crane was stolen", "seen", "Reuters"),
        ("The crane was stolen, emails obtained by The Harbour Post show.", "emails obtained by "
         "The Harbour Post", "show", "The crane was stolen", "seen", "The Harbour Post"),
        ("Ana Ruiz said the crane was stolen, information that Reuters could not independently "
         "verify.", "Ana Ruiz", "said", "the crane was stolen", "unverified", "Reuters"),
        ("Ana Ruiz said the crane was stolen, a claim that could not be verified.", "Ana Ruiz",
         "said", "the crane was stolen", "unverified", None),
        ("Ana Ruiz said the crane was stolen, without providing evidence.", "Ana Ruiz", "said",
         "the crane was stolen", "unverified", None),
    ],
)  # fmt: skip
def test_flag_in_the_sentence(
    text: str, source: str, cue: str, content: str, status: str, by: str | None
) -> None:
    """What the sentence itself says of checking qualifies its statement, and names who checked."""
    found = _checked(text, source, cue, content)
    assert found is not None
    assert (found.status, found.by) == (status, by)


def test_refusal_does_not_qualify_itself() -> None:
    """A refusal to comment with nothing before it qualifies nothing."""
    text = "Ana Ruiz declined to comment on the crane."
    assert _checked(text, "Ana Ruiz", "declined", "to comment on the crane") is None


def test_plain_statement_has_no_verification() -> None:
    """Nothing said of checking means no verification."""
    assert _checked("Ana Ruiz said it rained.", "Ana Ruiz", "said", "it rained") is None
