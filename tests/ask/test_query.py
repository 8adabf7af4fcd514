from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ask.errors import QuestionError
from onrecord.ask.query import And, Field, Not, Or, Words, parse_query


def test_words_side_by_side_must_all_be_found():
    """Words without an operator between them are joined by AND."""
    assert parse_query("dam collapse") == And((Words("dam"), Words("collapse")))


def test_a_phrase_stays_together():
    """Words in quotation marks, straight or curly, are one phrase."""
    assert parse_query('"dam collapse"') == Words("dam collapse")
    assert parse_query("“dam collapse”") == Words("dam collapse")


def test_and_binds_closer_than_or():
    """OR separates groups of words unless brackets say otherwise."""
    assert parse_query("a b OR c") == Or((And((Words("a"), Words("b"))), Words("c")))
    assert parse_query("a (b OR c)") == And((Words("a"), Or((Words("b"), Words("c")))))


def test_not_and_minus_exclude():
    """NOT and a leading minus exclude the next word, field or group."""
    both = And((Words("fire"), Not(Words("drill"))))
    assert parse_query("fire NOT drill") == both
    assert parse_query("fire -drill") == both
    assert parse_query("fire AND NOT drill") == both
    assert parse_query("well-known") == Words("well-known")


def test_a_star_asks_for_longer_words_too():
    """A word that ends in a star is a prefix."""
    assert parse_query("evacuat*") == Words("evacuat", prefix=True)


def test_operators_in_lower_case_are_words():
    """Only upper-case operators are operators."""
    assert parse_query("not") == Words("not")


def test_fields_take_a_word_or_a_phrase():
    """A field's value follows its colon, quoted if it has spaces; its name may have any case."""
    assert parse_query('speaker:"Ana Ruiz" dam') == And(
        (Field("speaker", "Ana Ruiz"), Words("dam"))
    )
    assert parse_query("Act:DENY") == Field("act", "deny")


def test_colons_that_open_no_field_are_text():
    """Times and web addresses are searched for as they are."""
    assert parse_query("10:30") == Words("10:30")
    assert parse_query("https://a.example") == Words("https://a.example")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty query"),
        ("   ", "empty query"),
        ('"dam', "column 1 is never closed"),
        ("(dam", "the '(' at column 1 is never closed"),
        ("dam)", "the ')' at column 4 closes nothing"),
        ("()", "must come before the ')'"),
        ("dam AND", "ends after 'AND'"),
        ("OR dam", 'needs something before it; to search for the word, quote it: "or"'),
        ("dam NOT", "ends after 'NOT'"),
        ("speeker:Ruiz", "did you mean speaker?"),
        ("zzz:Ruiz", "the fields are speaker, outlet"),
        ("speaker: Ruiz", "needs a value right after the colon"),
        ('speaker:""', "empty value"),
        ("act:denyy", "did you mean deny?"),
        ("act:zzz", "the acts are assert"),
        ("since:yesterday", "write 2026, 2026-03 or 2026-03-05"),
        ("until:2026-02-30", "not a date of the calendar"),
        ("dam —", "no letter or digit to find"),
        ("(" * 60 + "a", "nested more than"),
        ("NOT " * 60 + "a", "nested more than"),
        ("a" * 2001, "at most 2000"),
    ],
)
def test_a_query_that_cannot_be_understood_says_what_to_write(text, says):
    """Each mistake is named with its place and a way to put it right."""
    with pytest.raises(QuestionError) as caught:
        parse_query(text)
    assert says in str(caught.value)


@settings(deadline=None)
@given(st.text(alphabet='ab "()*-:ANDORT\x00é', max_size=40))
def test_any_text_parses_or_is_refused_politely(text):
    """No text makes the parser fail in any way but its own error."""
    with suppress(QuestionError):
        parse_query(text)
