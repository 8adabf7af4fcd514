"""What a statement and its group tell of its stance."""

from claimed import Words, article

from onrecord.match.bearing import in_group, of_statement

SAID = article(
    "Elm Daily",
    "2026-03-01",
    "Ana Ruiz said the wall moved. Leo Park denied that the wall moved.",
    Words("the wall moved", "Ana Ruiz"),
    Words("that the wall moved", "Leo Park denied"),
)
LATER = article(
    "Oak Post", "2026-03-02", "The wall never moved, Ana Ruiz said.", Words("wall never moved")
)


def test_cue_counts_apart_from_what_is_said():
    """A denial in the words that introduce a statement is not one in the statement."""
    found = of_statement(SAID.lines[1])
    assert found["denial in cue"] == 1.0
    assert found["denial"] == 0.0


def test_the_outlets_own_voice_is_told_apart():
    """Only a statement without a speaker has the features of the outlet's own voice."""
    assert of_statement(LATER.lines[0])["own"] == 1.0
    assert of_statement(SAID.lines[0])["own"] == 0.0


def test_negation_counts_against_the_first_statement():
    """A negated statement of a later day stands out in a group that began without negation."""
    group = [*SAID.lines, *LATER.lines]
    found = in_group(LATER.lines[0], 1.0, group)
    assert found["negated unlike first"] == 1.0
    assert found["later day"] == 1.0
    assert in_group(SAID.lines[0], 1.0, group)["negated unlike first"] == 0.0


def test_answer_is_seen_after_what_it_answers():
    """A statement next to another of the claim in one article is marked as coming after it."""
    found = in_group(SAID.lines[1], 1.0, SAID.lines)
    assert found["after"] == 1.0
    assert found["after one voice"] == 0.0
    assert "after" not in in_group(SAID.lines[0], 1.0, SAID.lines)
