"""Tests of updated numbers."""

import numpy as np
import pytest
from claimed import Words, article

from onrecord.match import updated
from onrecord.match.figures import differing, figures
from onrecord.match.pool import candidates, pool
from onrecord.match.relations import updates
from onrecord.match.scores import Scores


def pooled(*signatures, score=0.5):
    """All statements of the articles, in one claim and alike."""
    at = {x.id: (s, i) for s in signatures for i, x in enumerate(s.lines)}
    ids = sorted(at)
    scores = {(a, b): score for a in ids for b in ids if a < b}
    return pool(at, Scores.of(ids, scores), [ids])


@pytest.fixture
def sure(monkeypatch):
    """Makes the model sure of every pair."""
    monkeypatch.setattr(updated, "probabilities", lambda found: np.ones(len(found.first)))


def people(day, number, *, by="the agency", outlet="Elm Daily"):
    text = f"On that day {by} said {number} people had been moved."
    value = float(number.replace(",", ""))
    return article(
        outlet,
        day,
        text,
        Words(f"{number} people had been moved", by, number=(value, number, "people")),
    )


@pytest.mark.usefixtures("sure")
def test_later_value_updates_the_older():
    """A number that a later article gives anew updates the older one, whatever their size."""
    old, new = people("2026-03-01", "8,200"), people("2026-03-04", "6,900")
    (link,) = updates(pooled(new, old))
    assert (link.type, link.from_, link.to) == ("updates", old.lines[0].id, new.lines[0].id)
    assert link.why == "8,200 then 6,900 people"


@pytest.mark.usefixtures("sure")
def test_value_that_an_article_calls_earlier_is_the_older():
    """Within one article the number that it says things are up from is the older one."""
    text = "The toll is now 41 people. That is up from 34 people yesterday."
    made = article(
        "Elm Daily", "2026-03-02", text,
        Words("The toll is now 41 people", number=(41.0, "41", "people")),
        Words("up from 34 people yesterday", number=(34.0, "34", "people")),
    )  # fmt: skip
    (link,) = updates(pooled(made))
    texts = {x.id: x.text for x in made.lines}
    assert texts[link.from_].startswith("up from 34")
    assert link.why.startswith("34 then 41")


def test_values_are_updates_only_where_articles_agree(monkeypatch):
    """One doubtful pair is no update where the other pairs of the two values speak against it."""
    seen = []
    monkeypatch.setattr(
        updated, "probabilities", lambda f: seen.append(f) or np.linspace(0.2, 0.3, len(f.first))
    )
    assert updates(pooled(people("2026-03-01", "8,200"), people("2026-03-04", "6,900"))) == []
    assert len(seen) == 1


def test_agreement_is_the_mean_of_pairs_with_the_same_values():
    """Pairs of the same two values share their mean; pairs without values get none."""
    odds = np.array([0.2, 0.6, 0.9, 0.4], np.float32)
    assert updated.agreed(np.array([0, 0, 1, -1]), odds).tolist() == pytest.approx(
        [0.4, 0.4, 0.9, 0.0]
    )


def test_unlike_statements_are_no_candidates():
    """Statements that share nothing, nor through others, are not looked at."""
    one, other = people("2026-03-01", "23"), people("2026-03-01", "61", outlet="Oak Post")
    first, _ = candidates(pooled(one, other, score=0.01))
    assert len(first) == 0


def test_figures_of_one_thing_are_set_against_each_other():
    """Of several numbers those that count the same thing are compared."""
    text = "In 14 days 3,000 people were moved and 9 boats lost."
    other = "Some 8,200 people have now been moved in 15 buses."
    a = article("Elm Daily", "2026-03-01", text, Words(text, number=(3000.0, "3,000", "people")))
    b = article("Oak Post", "2026-03-02", other, Words(other, number=(8200.0, "8,200", "people")))
    found = differing(figures(a.lines[0], text), figures(b.lines[0], other))
    assert [f.value for f in found or ()] == [3000.0, 8200.0]
