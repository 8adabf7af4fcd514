from onrecord.ask.difference import FieldChange, Said, compare
from onrecord.ask.notes import notes
from onrecord.ask.words import edits, names, numbers, similarity


def said(content, speaker="Ana Ruiz", name="s1", **fields):
    return Said(name, content, speaker, **fields)


def kinds(old, new):
    return [change.kind for change in compare(old, new)]


def test_statements_that_stay_are_left_out():
    """An unchanged statement is no change, wherever it moved to."""
    a, b = said("The dam held"), said("Nobody was hurt")
    assert compare([a, b], [b, a]) == ()


def test_added_and_removed():
    """A statement in one version only was added or removed."""
    a, b = said("The dam held through the night"), said("Schools open on Monday", "Leo Park")
    assert kinds([a], [b]) == ["removed", "added"]


def test_a_number_in_the_place_of_another_is_a_correction():
    """Changed figures and number words are corrections, and the edit shows both."""
    (change,) = compare([said("At least 1,200 people left")], [said("At least 900 people left")])
    assert change.kind == "corrected"
    assert [(e.before, e.after) for e in change.edits] == [("1,200", "900")]
    assert kinds([said("three bridges are shut")], [said("four bridges are shut")]) == ["corrected"]


def test_a_name_in_the_place_of_another_is_a_correction():
    """Another name or another speaker for the same words is a correction."""
    assert kinds([said("the mayor of Elm said so")], [said("the mayor of Oak said so")]) == [
        "corrected"
    ]
    assert kinds([said("the bridge is shut")], [said("the bridge is shut", "Leo Park")]) == [
        "corrected"
    ]


def test_less_certainty_or_more_distance_softens():
    """CT+ to PS+, neutral to distancing and assert to believe are softer; back is firmer."""
    firm = said("the pump failed", factuality="CT+")
    soft = said("the pump may have failed", factuality="PS+")
    assert kinds([firm], [soft]) == ["softened"]
    assert kinds([soft], [firm]) == ["firmed"]
    told = said("the pump failed")
    assert kinds([told], [said("the pump failed", reporter="distancing")]) == ["softened"]
    (change,) = compare([told], [said("the pump failed", act="believe")])
    assert change.kind == "softened"
    assert change.fields == (FieldChange("act", "assert", "believe"),)


def test_true_turned_untrue_is_a_reversal():
    """A statement held true and then held untrue is reversed, not softened."""
    old = said("the pump did fail", factuality="CT+")
    assert kinds([old], [said("the pump did not fail", factuality="CT-")]) == ["reversed"]


def test_other_words_for_the_same_are_reworded():
    """A change of wording alone is named so."""
    assert kinds([said("the pump failed at dawn")], [said("the pump broke at dawn")]) == [
        "reworded"
    ]


def test_repeated_statements_are_matched_one_to_one():
    """Of two equal statements of which one goes, one removal is left."""
    a = said("no comment")
    assert kinds([a, a], [a]) == ["removed"]


def test_edits_point_to_exact_characters():
    """Each edit's spans cut out exactly the words it shows, in both texts."""
    before = "One line.\n\nTwo people left Elm.\n\nLast."
    after = "One line.\n\nFour people left Elm quickly.\n\nLast."
    found = edits(before, after)
    assert [(e.op, e.before, e.after) for e in found] == [
        ("replace", "Two", "Four"),
        ("insert", "", "quickly"),
    ]
    assert all(e.old.of(before) == e.before and e.new.of(after) == e.after for e in found)


def test_white_space_is_no_edit():
    """Texts that differ in white space only have no edits."""
    assert edits("a  b\nc", "a b\nc\n") == ()
    assert edits("", "") == ()


def test_numbers_and_names():
    """Figures, number words and capitalised words inside sentences are found."""
    assert numbers("Some 1,200 of twenty-two left at 4.5%") == ("1200", "twenty-two", "4.5%")
    assert names("The mayor of Elm met Ana Ruiz. She left.") == ("Elm", "Ana", "Ruiz")


def test_similarity_is_by_words_and_ignores_case():
    """Equal words give 1, no common words 0."""
    assert similarity("The dam held", "the dam held") == 1
    assert similarity("the dam held", "schools open soon") == 0


def test_notes_name_what_the_outlet_admits():
    """Corrections, clarifications, updates and retractions are found with their paragraph."""
    text = (
        "The dam held.\n\nCorrection: An earlier version of this article misstated the year.\n\n"
        "This story has been updated.\n\nHe said the update was late.\n\nEditor’s note: see below."
    )
    assert [n.kind for n in notes(text)] == ["correction", "update", "editor's note"]
    assert all(n.span.of(text) == n.text for n in notes(text))
