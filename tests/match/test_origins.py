"""Tests of where a claim entered the record."""

from dataclasses import replace

from claimed import Words, article, claim, told

ENGINEER = (
    "Harbour Star",
    "2026-03-01",
    "An engineer at the dam told the Star that the wall has moved. “It moved,” the engineer said.",
    [
        Words("the wall has moved", "An engineer at the dam"),
        Words("“It moved,”", "the engineer"),
    ],
)
WIRE = (
    "SELBY, March 2 (NVA) - The wall of the dam at Selby has moved by four centimetres since the "
    "autumn rains and the ministry has known of it for a month, Ana Ruiz of the dam union said."
)


def names(made) -> list[str]:
    return [o.name for o in made.origins]


def test_agency_copy_is_one_origin():
    """A paper that prints an agency's words adds no origin, and the edge shows what it copied."""
    words = [Words("The wall of the dam at Selby has moved", "Ana Ruiz")]
    made = told(
        ("Nova Agency", "2026-03-02", WIRE, words),
        ("Selby Herald", "2026-03-03", WIRE.removeprefix("SELBY, March 2 (NVA) - "), words),
    )
    assert names(made) == ["Ana Ruiz"]
    assert [(e.kind, e.giver) for e in made.edges if e.kind == "reuse"] == [
        ("reuse", made.members[0].placed.line.id)
    ]


def test_press_conference_is_one_origin():
    """One speaker quoted by three outlets on one occasion is one origin."""
    made = told(
        *(
            (
                outlet,
                "2026-03-02",
                f"“The wall is safe,” Ana Ruiz told reporters. {outlet}.",
                [Words("“The wall is safe,”", "Ana Ruiz")],
            )
            for outlet in ("Elm Daily", "Oak Post", "Ash Times")
        )
    )
    assert names(made) == ["Ana Ruiz"]
    assert {e.kind for e in made.edges} == {"occasion"}


def test_two_speakers_in_several_articles_are_two_origins():
    """Named speakers who each put the claim forward in two articles are independent."""
    forms = "the wall had moved", "the wall was moving"
    made = told(
        *(
            (
                outlet,
                day,
                f"Ana Ruiz said {form}. Leo Park said {form} too.",
                [
                    Words(form, "Ana Ruiz"),
                    Words(f"{form} too", "Leo Park"),
                ],
            )
            for (outlet, day), form in zip(
                (("Elm Daily", "2026-03-01"), ("Oak Post", "2026-03-02")), forms, strict=True
            )
        )
    )
    assert sorted(names(made)) == ["Ana Ruiz", "Leo Park"]


def test_echo_goes_back_to_the_unnamed_source():
    """What others credit to one outlet rests on the source that this outlet spoke to."""
    made = told(
        ENGINEER,
        (
            "Oak Post",
            "2026-03-02",
            "The Harbour Star reported that the wall has moved.",
            [Words("the wall has moved", "The Harbour Star", "reports")],
        ),
        (
            "Ash Times",
            "2026-03-03",
            "The wall has moved, the Harbour Star reported on Sunday.",
            [Words("The wall has moved", "the Harbour Star", "reports")],
        ),
        (
            "Elm Daily",
            "2026-03-04",
            "Everyone knows that the wall has moved.",
            [Words("the wall has moved")],
        ),
    )
    assert names(made) == ["unnamed engineer (via Harbour Star)"]
    takers = {e.taker: e for e in made.edges if e.kind == "credit"}
    assert len(takers) == 2
    first = made.members[0].placed.line.id
    assert {e.giver for e in takers.values()} == {first}
    assert all("reported" in e.evidence for e in takers.values())


def test_one_credit_will_do_for_who_had_it_first():
    """One article that credits the first, described between commas, makes its source the root."""
    made = told(
        ENGINEER,
        ("Oak Post", "2026-03-02", "A weekly, the Harbour Star, reported that the wall has moved.",
         [Words("the wall has moved", "A weekly, the Harbour Star", "reports")]),
        ("Elm Daily", "2026-03-04", "“The wall has moved,” said Leo Park.",
         [Words("“The wall has moved,”", "Leo Park")]),
    )  # fmt: skip
    assert names(made) == ["unnamed engineer (via Harbour Star)"]


def test_link_to_an_earlier_article_is_a_credit():
    """A page that links to an earlier article with the same claim has it from there."""
    words = [Words("the wall moved", "Ana Ruiz")]
    first = article("Elm Daily", "2026-03-01", "Ana Ruiz said the wall moved.", *words)
    later = article("Oak Post", "2026-03-02", "The wall moved on.", Words("The wall moved"))
    linking = replace(later.document, links=("https://x.example", first.document.url or ""))
    made = claim([first, replace(later, document=linking)], [words, [Words("The wall moved")]])
    (edge,) = made.edges
    assert (edge.kind, edge.evidence) == ("link", first.document.url)
    assert (edge.taker, edge.giver) == tuple(m.placed.line.id for m in reversed(made.members))


def test_headlines_do_not_name_the_source():
    """The source is called what the running text calls it."""
    text = "Dam worker speaks\n\nA surveyor told the Star the wall moved. The surveyor gave dates."
    made = told(
        (
            "Harbour Star",
            "2026-03-01",
            text,
            [
                Words("Dam worker speaks", "Dam worker"),
                Words("the wall moved", "A surveyor"),
                Words("gave dates", "The surveyor"),
            ],
        ),
    )
    assert names(made) == ["unnamed surveyor (via Harbour Star)"]


def test_own_report_has_the_outlet_as_origin():
    """What an outlet says in its own voice, crediting nobody, comes from the outlet."""
    made = told(("Elm Daily", "2026-03-01", "The wall moved on Monday.", [Words("The wall moved")]))
    assert [(o.name, o.kind) for o in made.origins] == [("Elm Daily", "outlet")]


def test_abbreviation_is_given_in_full():
    """A body that articles abbreviate is named as the article that spells it out does."""
    made = told(
        ("Elm Daily", "2026-03-01", "DSA said the wall moved.", [Words("the wall moved", "DSA")]),
        (
            "Oak Post",
            "2026-03-01",
            "DSA said the wall was moving.",
            [Words("the wall was moving", "DSA")],
        ),
        (
            "Ash Times",
            "2026-03-02",
            "Dam Safety Authority said the wall moved by a hand.",
            [Words("the wall moved by a hand", "Dam Safety Authority")],
        ),
    )
    assert names(made) == ["Dam Safety Authority"]


def test_versions_of_one_article_are_one_article():
    """Two versions of an article do not copy from each other, nor make two origins."""
    words = [Words("The wall of the dam at Selby has moved", "Ana Ruiz")]
    versions = [
        article("Nova Agency", day, WIRE, *words, url="https://nova.example/1")
        for day in ("2026-03-02", "2026-03-03")
    ]
    made = claim(versions, [words, words])
    assert names(made) == ["Ana Ruiz"]
    assert not [e for e in made.edges if e.kind == "reuse"]
