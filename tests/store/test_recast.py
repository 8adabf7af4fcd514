from benchmarks.scale.recast import Cast, invented, later, names_in, reading


def test_a_cast_keeps_every_span():
    """Made-up names are as long as the ones they stand for, and ordinary words stay."""
    text = "“The dam will hold,” said Ana Ruiz of the Dam Board. Ruiz’s board met."
    words = names_in(["Ana Ruiz", "Dam Board"], [text], ["The Daily Elm"])
    assert words == {"Ana", "Ruiz"}
    other = Cast(words, 3).text(text)
    assert len(other) == len(text)
    assert "Ruiz" not in other
    assert other.startswith("“The dam will hold,” said ")
    assert Cast(words, 0).text(text) == text
    assert "Ruiz" not in Cast(words, 3).text(r"The colonel\nRuiz")
    assert invented("Ruiz", 3) == invented("Ruiz", 3) != invented("Ruiz", 4)


def test_days_move_and_the_rest_stays():
    """Dates and times move together; what is no date is left as it is."""
    assert later("2026-02-27", 2) == "2026-03-01"
    assert later("2026-02-27T10:00:00+01:00", 1) == "2026-02-28T10:00:00+01:00"
    assert later("9999-12-31", 1) == "9999-12-31"
    assert later("", 1) == ""


def test_a_reading_is_told_of_its_ids_and_days():
    """Ids of statements and intervals in a reading change, its values do not."""
    body = '{"id":"s0123456789abcdef","parent":null,"interval":{"begin":"2026-03-01","end":null}}'
    changed = reading(body, {"s0123456789abcdef": "sfedcba9876543210"}, 1)
    assert '"id":"sfedcba9876543210"' in changed
    assert '"begin":"2026-03-02"' in changed
