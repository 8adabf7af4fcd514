"""Tests of a claim's status and of what follows from stances that persons gave."""

from dataclasses import replace

from claimed import Words, article, claim, told

from onrecord.match.relations import within_claim


def one(stance: str, text: str, day: str, outlet: str, by: str | None):
    return outlet, day, text, [Words(text.rstrip("."), by if by and by in text else None, stance)]


SAYS = one("supports", "Ana Ruiz said the wall moved.", "2026-03-01", "Elm Daily", None)


def test_denied_claim_is_disputed_by_whoever_denies_it():
    """A denial makes a claim disputed, by the one who speaks and not the outlet that prints it."""
    made = told(
        SAYS,
        (
            "Oak Post",
            "2026-03-02",
            "Leo Park said it had not.",
            [Words("it had not", "Leo Park", "denies")],
        ),
    )
    assert (made.status, made.disputed_by) == ("disputed", ("Leo Park",))


def test_unchecked_claim_is_unverified():
    """A claim of which an outlet says it could not verify it is unverified."""
    made = told(
        SAYS,
        (
            "Oak Post",
            "2026-03-02",
            "The Post could not verify the account.",
            [Words("could not verify the account", None, "doubts")],
        ),
    )
    assert made.status == "unverified"


def test_one_origin_is_single_origin():
    """A claim that nobody else puts forward has a single origin."""
    assert told(SAYS).status == "single-origin"


def versions(*others):
    """An article, its corrected version, and other articles."""
    first = [Words("The dam is forty metres high")]
    second = [Words("said the dam was forty metres high", None, "denies")]
    url = "https://elm.example/dam"
    made = [
        article("Elm Daily", "2026-03-01", "The dam is forty metres high.", *first, url=url),
        article(
            "Elm Daily",
            "2026-03-02",
            "An earlier version of this article said the dam was forty metres high.",
            *second,
            url=url,
        ),
    ]
    words = [first, second]
    for outlet, day, text, said in others:
        made.append(article(outlet, day, text, *said))
        words.append(said)
    return claim(made, words)


def test_claim_its_only_article_took_back_is_retracted():
    """A claim that only one article made, whose later version corrects it, is retracted."""
    made = versions()
    assert made.status == "retracted"
    (link,) = [r for r in made.relations if r.type == "corrects"]
    assert (link.from_, link.to) == tuple(m.placed.line.id for m in reversed(made.members))


def test_claim_that_others_still_make_is_corrected():
    """A claim that one outlet took back and another still makes is corrected."""
    other = "Oak Post", "2026-03-03", "The dam is forty metres.", [Words("The dam is forty metres")]
    assert versions(other).status == "corrected"


def test_stances_of_persons_make_contradictions():
    """Where persons gave the stances, each who says so contradicts each who denies it."""
    made = told(
        SAYS,
        (
            "Oak Post",
            "2026-03-02",
            "Leo Park said it had not.",
            [Words("it had not", "Leo Park", "denies")],
        ),
    )
    (link,) = [r for r in made.relations if r.type == "contradicts"]
    assert {link.from_, link.to} == {m.placed.line.id for m in made.members}
    assert "denies" in link.why


def test_speaker_who_denies_what_they_said_reverses():
    """One speaker who supports a claim and later denies it reverses, older statement first."""
    made = told(
        ("Elm Daily", "2026-03-01", "Ana Ruiz said it moved.", [Words("it moved", "Ana Ruiz")]),
        (
            "Oak Post",
            "2026-03-04",
            "Ruiz said it never moved.",
            [Words("it never moved", "Ruiz", "denies")],
        ),
    )
    (link,) = [r for r in made.relations if r.type == "reverses"]
    assert (link.from_, link.to) == tuple(m.placed.line.id for m in made.members)


def placed(made):
    """The statements of a claim as the matcher left them, sure of nothing that a person gave."""
    return [replace(m.placed, sure=0.6) for m in made.members]


def test_found_stances_contradict_only_with_a_negative_side():
    """Without a person's word two speakers contradict only if one puts it in the negative."""
    said = ("Elm Daily", "2026-03-01", "Ana Ruiz said it moved.", [Words("it moved", "Ana Ruiz")])
    texts = {"it never moved": 1, "it moved as well": 0}
    for words, expected in texts.items():
        other = Words(words, "Leo Park", "denies")
        made = told(said, ("Oak Post", "2026-03-02", f"Leo Park said {words}.", [other]))
        links = [r.type for r in within_claim(placed(made))]
        assert links == ["contradicts"] * expected


def test_speaker_who_takes_words_back_reverses():
    """Without a person's word a speaker reverses only in words that take something back."""
    said = ("Elm Daily", "2026-03-01", "Ana Ruiz said it moved.", [Words("it moved", "Ana Ruiz")])
    texts = {"she no longer believed that": 1, "it moved a long way": 0}
    for words, expected in texts.items():
        later = "Oak Post", "2026-03-04", f"Ana Ruiz said {words}.", [Words(words, "Ana Ruiz")]
        found = [r for r in within_claim(placed(told(said, later))) if r.type == "reverses"]
        assert len(found) == expected
        assert all("no longer" in r.why for r in found)
