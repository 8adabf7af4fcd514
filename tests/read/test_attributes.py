"""What statements mean: the marked cases, and how rules and models are weighed."""

import re
from pathlib import Path

import pytest

from onrecord.domain import Document, Reading, Reason, Span, Statement
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.combine import settle
from onrecord.read.attributes.linear import guess, weights
from onrecord.read.attributes.stage import STAGE, cases
from onrecord.read.lexicons import cues
from onrecord.read.speakers import STAGE as SPEAKERS
from onrecord.read.times import TIMES

CASES = Path(__file__).parents[1] / "cases" / "attributes.txt"
_MARK = re.compile(r"\[([^\]]*)\]|<([^>]*)>|\{([^}]*)\}")


def _lines() -> list[str]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _statement(marked: str) -> tuple[str, Statement]:
    text, spans = "", {"source": [], "cue": [], "content": []}
    at = 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        part = ("source", "cue", "content")[m.lastindex - 1]
        spans[part].append(Span(len(text), len(text) + len(m[m.lastindex])))
        text, at = text + m[m.lastindex], m.end()
    parts = {k: tuple(v) for k, v in spans.items()}
    return text + marked[at:], Statement("s", parts["content"], parts["source"], parts["cue"])


def _read(text: str, *statements: Statement) -> tuple[Statement, ...]:
    readings = [Reading(Document("d", text, published="2025-06-12"), "r", statements=statements)]
    for stage in (TIMES, SPEAKERS, STAGE):
        readings = stage.run(readings)
    return readings[0].statements or ()


def _shown(text: str, statement: Statement, field: str) -> str:
    value = getattr(statement, field)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        spans = [v.span if field == "when" else v for v in value]
        return " ".join(s.of(text) for s in spans)
    return value or "none"


def test_there_are_many_cases() -> None:
    """The file holds at least a hundred cases."""
    assert len(_lines()) >= 100


@pytest.mark.parametrize("line", _lines())
def test_case(line: str) -> None:
    """Each marked sentence gets the values beside it."""
    marked, _, wanted = line.partition(" => ")
    text, statement = _statement(marked)
    (found,) = _read(text, statement)
    expected = dict(re.findall(r"(\w+)=(.+?)(?=\s\w+=|$)", wanted))
    assert {f: _shown(text, found, f) for f in expected} == expected


def test_certain_rule_decides_alone() -> None:
    """A rule whose words leave no choice outweighs both models."""
    text, statement = _statement("[Ana Ruiz] <appeared to deny> {that she left}.")
    (found,) = _read(text, statement)
    assert (found.act, found.reporter) == ("deny", "distancing")
    assert [w.of(text) for w in found.reasons[0].words] or found.reasons[0].confidence > 0.98


def test_withheld_name_stays_withheld() -> None:
    """A speaker whose name was withheld once is anonymous in later statements, too."""
    text, first = _statement(
        "[A former harbor official] <said> {the crane was stolen}, speaking on condition of "
        "anonymity because she still works there. The official added that nobody was hurt."
    )
    at = text.index("The official")
    second = Statement("t", (Span(text.index("that nobody"), len(text) - 1),),
                       (Span(at, at + 12),), (Span(at + 13, at + 18),))  # fmt: skip
    assert [s.identity for s in _read(text, first, second)] == ["anonymous", "anonymous"]


def test_reasons_show_the_words_that_decided() -> None:
    """A rule's reason points at the words it went by."""
    text, statement = _statement("[Ana Ruiz] <reportedly denied> {that she left}.")
    (found,) = _read(text, statement)
    reason = next(r for r in found.reasons if r.field == "act" and r.by == "rule")
    assert [w.of(text) for w in reason.words] == ["denied"]


def test_more_confident_reason_wins() -> None:
    """A model's guess stands when it is surer than the rule, and both are kept."""
    text, statement = _statement("[Ana Ruiz] <said> {that she left}.")
    case = Case(Reading(Document("d", text), "r", statements=(statement,)), statement)
    sure, unsure = (
        Reason("act", "blame", "model", 0.9),
        Reason("act", "assert", "rule", 0.7),
    )
    found = settle(case, (unsure, sure))
    assert found.act == "blame"
    assert found.reasons == (sure, unsure)


def test_two_that_agree_outweigh_a_surer_third() -> None:
    """A field takes the value that rule, linear model and encoder together most speak for."""
    text, statement = _statement("[Ana Ruiz] <said> {that she left}.")
    case = Case(Reading(Document("d", text), "r", statements=(statement,)), statement)
    given = [("distancing", "rule", 0.7), ("distancing", "linear", 0.6), ("neutral", "model", 0.9)]
    found = settle(case, [Reason("reporter", v, by, share) for v, by, share in given])
    assert found.reporter == "distancing"
    assert [r.by for r in found.reasons] == ["rule", "linear", "model"]


def test_medium_of_another_speaker_does_not_carry_over() -> None:
    """Who speaks next without a medium is not given the one before's."""
    first, one = _statement("[Ana Ruiz] <told> CNN on Friday {that the dam was sound}.")
    second, two = _statement("[Jo Lind] <fears> {the dam}.")
    shift = len(first) + 2
    move = lambda spans: tuple(Span(s.start + shift, s.end + shift) for s in spans)  # noqa: E731
    other = Statement("t", move(two.content), move(two.source or ()), move(two.cue or ()))
    _, found = _read(f"{first}\n\n{second}", one, other)
    assert not found.via
    assert not found.when


def test_medium_and_time_carry_over() -> None:
    """A statement that goes on in the same speech event shares its medium and time."""
    first, one = _statement("[Ana Ruiz] <told> CNN on Friday {that the dam was sound}.")
    second, two = _statement("[She] <added> {that the wall was sound}.")
    text, shift = f"{first} {second}", len(first) + 1
    move = lambda spans: tuple(Span(s.start + shift, s.end + shift) for s in spans)  # noqa: E731
    two = Statement("t", move(two.content), move(two.source or ()), move(two.cue or ()))
    _, found = _read(text, one, two)
    assert _shown(text, found, "via") == "told CNN"
    assert _shown(text, found, "when") == "Friday"


def test_stage_is_deterministic() -> None:
    """The same reading gives the same result twice."""
    text, statement = _statement("[Ana Ruiz] <warned> {that the dam could break}.")
    assert _read(text, statement) == _read(text, statement)


def test_own_voice_is_left_alone() -> None:
    """A statement without source and cue is not judged here."""
    statement = Statement("s", (Span(0, 4),))
    assert _read("It rained.", statement) == (statement,)


def test_linear_model_covers_its_fields() -> None:
    """The shipped weights give every field a value and a probability."""
    text, statement = _statement("[Ana Ruiz] <said> {that she left}.")
    reading = Reading(Document("d", text), "r", statements=(statement,))
    assert list(cases(reading))
    found = guess({"bias": (), "cue:say": ()})
    assert set(found) == set(weights().values)
    assert all(0 < r.confidence <= 1 for r in found.values())


def test_cue_list_has_no_contradictions() -> None:
    """No cue is listed under two acts."""
    assert len(cues()) > 900
