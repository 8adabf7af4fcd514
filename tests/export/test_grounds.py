"""The lines that say why a statement's values are so."""

from dataclasses import replace

import sample

from onrecord.domain import Conditional, Event, Quantity, Reading, Reason, Statement, Verification
from onrecord.export.grounds import grounds


def _lines(statement: Statement, **layers: object) -> list[str]:
    reading = replace(sample.reading(), **layers)  # type: ignore[arg-type]
    return list(grounds(reading, statement))


def _denial() -> Statement:
    return next(s for s in sample.statements() if s.act == "deny")


def test_votes_for_a_value_come_before_those_against_it() -> None:
    """One line a field: the deciding words first, other votes after, dissent last and named."""
    on = (sample.span("denied"),)
    votes = (
        Reason("act", "deny", "model", 0.97),
        Reason("act", "assert", "linear", 0.4),
        Reason("act", "deny", "rule", 0.93, on),
    )
    lines = _lines(replace(_denial(), reasons=votes))
    expected = "act = deny: rule, 93% on “denied”; model, 97%; against: assert by linear, 40%"
    assert expected in lines


def test_yes_and_no_are_compared_as_values() -> None:
    """A vote against a yes-or-no field is told apart from one for it."""
    votes = (Reason("forecast", "true", "linear", 0.6), Reason("forecast", "false", "rule", 0.9))
    (line,) = [x for x in _lines(replace(_denial(), reasons=votes)) if x.startswith("forecast")]
    assert line == "forecast = false: rule, 90%; against: true by linear, 60%"


def test_numbers_events_and_conditions_of_the_statement_are_listed() -> None:
    """What was found in a statement's words follows its values; what is another's does not."""
    letter = next(s for s in sample.statements() if "24" in s.content[0].of(sample.TEXT))
    number = Quantity(sample.span("24"), 24, "at_least", counted=sample.span("launchers"))
    fired = Event("v1", sample.span("fired"), "ASSAULT", "firearms", sample.span("a ship"))
    fired = replace(
        fired, statement=letter.id, reasons=(Reason("type", "ASSAULT", "dictionary: fire", 0.7),)
    )
    pair = Conditional(sample.span("the squadron stays"), sample.span("the narrows will be closed"))
    lines = _lines(
        replace(letter, conditionals=(pair,)),
        quantities=(replace(number, statement=letter.id), number),
        events=(fired, replace(fired, statement="other")),
    )
    assert lines.count("number “24” = at least 24 launchers") == 1
    assert lines.count("event “fired” = ASSAULT/firearms, happened: a ship → ?") == 1
    assert "  type = ASSAULT: dictionary: fire, 70%" in lines
    assert "if “the squadron stays” then “the narrows will be closed”" in lines


def test_verification_names_who_checked() -> None:
    """The line of a verification names who it is by and the words."""
    on = (sample.span("could not independently verify"),)
    checked = replace(_denial(), verification=Verification("unverified", "The Post", on))
    expected = "verification = unverified by The Post on “could not independently verify”"
    assert expected in _lines(checked)


def test_a_statement_without_reasons_has_no_values_told() -> None:
    """Nothing is made up where a reading carries no reasons."""
    bare = replace(_denial(), reasons=(), speaker=None, verification=None, when=None)
    assert list(grounds(Reading(sample.document(), "r"), bare)) == []
