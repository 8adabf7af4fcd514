"""The choice among candidates as it is learned."""

import pytest

pytest.importorskip("sklearn", reason="scikit-learn is not installed: run `make train` first")

from training.choices import Choice, choices, decoded, same_words
from training.places import f1, fit

from onrecord.domain import Document, Reading, Span, Statement
from onrecord.read.attributes.stage import cases
from onrecord.read.speakers import STAGE as SPEAKERS

TEXT = "Ana Ruiz said in a letter that the dam was sound. She added that it was old."


def _article() -> tuple[str, list, dict[str, dict]]:
    def spans(words: str) -> tuple[Span, ...]:
        at = TEXT.index(words)
        return (Span(at, at + len(words)),)

    made = (
        Statement("a", spans("that the dam was sound"), spans("Ana Ruiz"), spans("said")),
        Statement("b", spans("that it was old"), spans("She"), spans("added")),
    )
    reading = SPEAKERS.run([Reading(Document("d", TEXT), "r", made, times=())])[0]
    labels = {i: {"via": "in a letter"} for i in ("a", "b")}
    return "d", list(cases(reading)), labels


def test_same_words_is_half_of_all_words() -> None:
    """Two of four words in common are enough, one of three is not."""
    assert same_words("in a long letter", "a letter")
    assert not same_words("in a", "a letter")


def test_fit_prefers_what_was_right() -> None:
    """The feature of right candidates outweighs that of wrong ones, and neither is worse than
    taking nothing where nothing was right."""
    found = (frozenset({"good"}), frozenset({"bad"}))
    data = [Choice("x", "g", found, (True, False))] * 20 + [
        Choice("y", None, (frozenset({"bad"}),), (False,))
    ] * 20
    model = fit(data)
    assert model.share(frozenset({"good"})) > 0.5 > model.share(frozenset({"bad"}))
    assert f1(data, model.shares(data), 0.5) == 100


def test_later_statement_sees_what_was_taken_before() -> None:
    """A medium carried over is right for both statements, and the second sees the first took it."""
    first, second = choices(_article(), "via")
    assert any(first.right)
    assert any(second.right)
    right = second.found[second.right.index(True)]
    assert "before:this" in right
    assert "before:first" in first.found[first.right.index(True)]


def test_decoding_takes_nothing_below_the_threshold() -> None:
    """Each statement takes its likeliest candidate, and none when all are too unlikely."""
    taken = decoded(_article(), "via", lambda found: float("kind:in" in found), 0.5)
    assert {TEXT[s.start : s.end] for s in taken.values() if s} == {"in a letter"}
    assert set(decoded(_article(), "via", lambda _: 0.1, 0.5).values()) == {None}
