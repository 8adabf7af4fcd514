"""Grouping statements into claims."""

from itertools import permutations

import numpy as np

from onrecord.match.cluster import groups
from onrecord.match.scores import Scores

SCORES = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.1, ("c", "d"): 0.7, ("d", "e"): 0.05}


def test_groups_do_not_depend_on_the_order_of_statements_and_pairs():
    """The groups are the same in whatever order statements and pairs come."""
    expected = groups(Scores.of("abcde", SCORES), threshold=0.4)
    for ids in permutations("abcde"):
        pairs = dict(sorted(SCORES.items(), key=lambda p: ids.index(p[0][0])))
        assert groups(Scores.of(ids, pairs), threshold=0.4) == expected


def test_groups_with_a_second_pass_do_not_depend_on_the_order():
    """Scoring a component again gives the same groups in whatever order statements come."""

    def again(scores):
        return np.where(scores > 0, (scores + (scores @ scores).clip(0, 1)) / 2, 0)

    expected = groups(Scores.of("abcde", SCORES), threshold=0.4, again=again)
    for ids in permutations("abcde"):
        assert groups(Scores.of(ids, SCORES), threshold=0.4, again=again) == expected


def test_second_pass_sees_one_component_at_a_time():
    """Statements that nothing ties to a component have no say in it."""
    seen = []

    def again(scores):
        seen.append(len(scores))
        return scores

    groups(Scores.of("abcdef", SCORES), again=again)
    assert sorted(seen) == [1, 1, 4]


def test_a_person_keeps_two_statements_apart():
    """Statements that a person called different are in two claims, whatever their score."""
    for group in groups(Scores.of("abcde", SCORES), different=[("b", "a")], threshold=0.1):
        assert not {"a", "b"} <= set(group)


def test_a_person_brings_two_statements_together():
    """Statements that a person called the same are in one claim although nothing ties them."""
    parts = groups(Scores.of("abcde", SCORES), same=[("e", "a")], threshold=0.4)
    assert any({"a", "e"} <= set(part) for part in parts)


def test_unscored_statements_stay_alone():
    """A statement that no pair ties to another is a claim of its own."""
    assert groups(Scores.of("xy", {})) == [["x"], ["y"]]
