from dataclasses import replace

import pytest
from fakes import read_document
from story import DAM, new_case, put, with_people

from onrecord.ask.history import judgements
from onrecord.ask.search import search
from onrecord.ask.show import show
from onrecord.ask.sources import sources
from onrecord.ask.statements import Filters, statements
from onrecord.ask.stats import stats
from onrecord.ask.who import who
from onrecord.domain import Document, Span, Statement, statement_id
from onrecord.store.dump import export_hash
from onrecord.store.judgements import (
    Author,
    JudgementError,
    judge_statement,
    merge,
    rename,
    split,
    split_statements,
    withdraw,
)
from onrecord.store.rebuild import rebuild
from onrecord.store.verdicts import find_again

ANA, BO = Author("ana"), Author("bo")
BOT = Author("checker-1", "model")


@pytest.fixture
def case(tmp_path):
    with new_case(tmp_path) as case:
        yield case


def find(case, words):
    (row,) = search(case.db, words, rejected=True).page.statements
    return row


def test_a_confirmed_statement_shows_who_confirmed_it(case):
    """Verdict, author and kind of author stand in the row of every answer."""
    row = find(case, "cracked")
    assert (row.judged, row.judged_by, row.judged_by_kind) == (None, None, None)
    judge_statement(case, row.id, "confirmed", ANA, reason="heard it")
    row = find(case, "cracked")
    assert (row.judged, row.judged_by, row.judged_by_kind) == ("confirmed", "ana", "person")
    (shown,) = show(case.db, row.id).judgements
    assert (shown.author, shown.reason, shown.anchor) == ("ana", "heard it", "exact")


def test_what_is_no_statement_leaves_answers_and_counts(case):
    """A rejected statement is found only when asked for, and no count includes it."""
    before = stats(case.db).statements
    row = find(case, "cracked")
    judge_statement(case, row.id, "not-a-statement", ANA)
    assert search(case.db, "cracked").page.total == 0
    assert search(case.db, "cracked", rejected=True).page.total == 1
    assert stats(case.db).statements == before - 1
    assert sum(o.statements for o in sources(case.db).outlets) == before - 1


def test_another_speaker_takes_the_statement(case):
    """After wrong-speaker the statement is by the named speaker, and what was read is kept."""
    row = find(case, "cracked")
    judge_statement(case, row.id, "wrong-speaker", ANA, speaker="Mia Ruiz")
    row = find(case, "speaker:Mia cracked")
    assert (row.speaker, row.read_speaker) == ("Mia Ruiz", "Leo Park")
    assert who(case.db, "Leo Park").by.total == 0
    assert who(case.db, "Mia Ruiz").by.total == 2


def test_a_wrong_speaker_without_another_leaves_the_speaker_open(case):
    """If it is only known who did not say it, the statement has no speaker."""
    row = find(case, "cracked")
    judge_statement(case, row.id, "wrong-speaker", ANA)
    row = find(case, "cracked")
    assert (row.speaker, row.read_speaker) == (None, "Leo Park")


def test_a_person_outranks_a_model_whoever_comes_last(case):
    """A model's later verdict does not displace a person's, nor can it withdraw it."""
    row = find(case, "cracked")
    uid = judge_statement(case, row.id, "confirmed", ANA)
    judge_statement(case, row.id, "not-a-statement", BOT)
    assert find(case, "cracked").judged == "confirmed"
    with pytest.raises(JudgementError, match="a person's"):
        withdraw(case, uid, BOT)


def test_undo_brings_back_what_was_before(case):
    """A withdrawn judgement has no effect but stays in the history with its withdrawal."""
    row = find(case, "cracked")
    empty = export_hash(case.db)
    first = judge_statement(case, row.id, "wrong-span", ANA)
    second = judge_statement(case, row.id, "not-a-statement", BO)
    withdraw(case, second, ANA, reason="it is one")
    assert find(case, "cracked").judged == "wrong-span"
    withdraw(case, first, ANA)
    assert find(case, "cracked").judged is None
    assert stats(case.db).statements == 4
    history = judgements(case.db).judgements
    assert [(j.verdict, j.withdrawn_by, j.withdrawn_why) for j in history] == [
        ("not-a-statement", "ana", "it is one"),
        ("wrong-span", "ana", ""),
    ]
    assert export_hash(case.db) != empty


def test_what_cannot_be_withdrawn_says_why(case):
    """Withdrawing twice, a withdrawal, or nothing is refused with the reason."""
    uid = judge_statement(case, find(case, "cracked").id, "confirmed", ANA)
    gone = withdraw(case, uid, ANA)
    for which, why in ((uid, "withdrawn already"), (gone, "itself"), ("j0", "no judgement")):
        with pytest.raises(JudgementError, match=why):
            withdraw(case, which, ANA)


@pytest.mark.parametrize(
    ("verdict", "options", "why"),
    [
        ("nonsense", {}, "is no verdict"),
        ("note", {}, "needs words"),
        ("confirmed", {"speaker": "Leo"}, "wrong-speaker only"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(case, verdict, options, why):
    """An unknown verdict, an empty note and a stray speaker are refused."""
    with pytest.raises(JudgementError, match=why):
        judge_statement(case, find(case, "cracked").id, verdict, ANA, **options)


def test_judgements_are_append_only(case):
    """The file itself refuses to change or delete a judgement."""
    judge_statement(case, find(case, "cracked").id, "confirmed", ANA)
    for sql in ("UPDATE judgement SET author = 'x'", "DELETE FROM judgement"):
        with pytest.raises(Exception, match="append-only"):
            case.db.execute(sql)


def test_merged_names_answer_for_each_other(case):
    """After a merge each name finds the statements of both, shown under one name."""
    merge(case, "Mia Ruiz", "Ana Ruiz", ANA)
    for name in ("Mia Ruiz", "ana ruiz"):
        answer = who(case.db, name)
        assert answer.subject.shown == "Ana Ruiz"
        assert {r.speaker for r in answer.by.statements} == {"Ana Ruiz", "Mia Ruiz"}
        assert {r.actor for r in answer.by.statements} == {"Ana Ruiz"}
    assert search(case.db, 'speaker:"Mia Ruiz"').page.total == 3
    elm = next(o for o in sources(case.db).outlets if o.outlet == "Daily Elm")
    assert elm.top[0].name == "Ana Ruiz"
    assert elm.top[0].statements == 2


def test_split_and_undo_take_a_merge_apart(case):
    """Splitting a merged name, or withdrawing the merge, gives back two people."""
    uid = merge(case, "Mia Ruiz", "Ana Ruiz", ANA)
    again = split(case, "Mia Ruiz", BO)
    assert who(case.db, "Mia Ruiz").by.total == 1
    withdraw(case, again, BO)
    assert who(case.db, "Mia Ruiz").by.total == 3
    withdraw(case, uid, BO)
    assert who(case.db, "Ana Ruiz").by.total == 2


def test_rename_changes_what_is_shown_and_not_the_document(case):
    """A renamed actor is found by either name; the document's own name stays beside it."""
    rename(case, "Leo Park", "Leonard Park", ANA)
    answer = who(case.db, "Leo Park")
    assert answer.subject.shown == "Leonard Park"
    (row,) = answer.by.statements
    assert (row.speaker, row.actor, row.actor_by) == ("Leo Park", "Leonard Park", "ana")
    assert who(case.db, "Leonard Park").about.total == 1


def test_statements_can_be_given_to_a_namesake(case):
    """Splitting single statements moves just those to the other person."""
    row = find(case, "cracked")
    split_statements(case, [row.id], "Leo Park (engineer)", ANA)
    assert find(case, "cracked").speaker == "Leo Park (engineer)"


def test_a_model_merge_does_not_undo_a_person_split(case):
    """On names, too, a person's word is the last."""
    merge(case, "Mia Ruiz", "Ana Ruiz", ANA)
    split(case, "Mia Ruiz", ANA)
    merge(case, "Mia Ruiz", "Ana Ruiz", BOT)
    assert who(case.db, "Mia Ruiz").by.total == 1


def reread(case, shift):
    """Reads the dam article again with a better reader that moves the ends of contents."""
    document = Document(
        "new", DAM, outlet="Daily Elm", url="https://elm.example/dam", published="2026-03-01"
    )
    reading = with_people(read_document(document))
    moved = []
    for s in reading.statements:
        content = (Span(s.content[0].start + shift, s.content[0].end),)
        uid = statement_id(document, s.source, s.cue, content)
        moved.append(replace(s, id=uid, content=content))
    put(case, replace(reading, reader="said-2", statements=tuple(moved)))


def test_a_judgement_survives_when_a_span_moves(case):
    """Re-read with half of the content kept, the judgement holds for the new statement."""
    old = find(case, "cracked").id
    judge_statement(case, old, "confirmed", ANA)
    reread(case, 4)
    row = find(case, "cracked")
    assert row.id != old
    assert row.judged == "confirmed"
    (entry,) = judgements(case.db).judgements
    assert (entry.anchor, entry.now) == ("moved", row.id)


def test_a_judgement_that_finds_no_place_is_listed_not_dropped(case):
    """If too little is kept, the judgement is lost: listed so, and without effect."""
    judge_statement(case, find(case, "cracked").id, "confirmed", ANA)
    reread(case, 12)
    assert statements(case.db, Filters(judged="anyone")).page.total == 0
    (lost,) = judgements(case.db, lost=True).judgements
    assert (lost.words, lost.anchor) == ("The dam is cracked", "lost")
    assert stats(case.db).lost_judgements == 1


@pytest.mark.parametrize(
    ("content", "cue", "found"),
    [
        (Span(10, 30), Span(2, 6), True),
        (Span(10, 20), Span(2, 6), True),
        (Span(10, 19), Span(2, 6), False),
        (Span(10, 30), Span(6, 9), False),
        (Span(10, 30), None, False),
    ],
)
def test_a_statement_is_found_again_by_half_its_content_and_its_cue(content, cue, found):
    """Half of the characters (intersection over union) and an overlapping cue are needed."""
    statement = Statement("s1", (content,), cue=(cue,) if cue else None)
    again = find_again((Span(10, 30),), (Span(2, 6),), [statement])
    assert (again is not None) is found


def test_of_several_candidates_the_closest_is_the_same_statement():
    """The statement that shares most of the content takes the judgement."""
    near, nearer = Statement("s1", (Span(0, 14),)), Statement("s2", (Span(0, 19),))
    assert find_again((Span(0, 20),), None, [near, nearer]) == ("s2", 0.95)


def test_rebuilding_keeps_every_effect(case):
    """What follows from judgements is derived: a rebuild gives the same export hash."""
    row = find(case, "cracked")
    judge_statement(case, row.id, "wrong-speaker", ANA, speaker="Mia Ruiz")
    judge_statement(case, find(case, "fair").id, "not-a-statement", BO)
    merge(case, "Mia Ruiz", "Ana Ruiz", ANA)
    reread(case, 4)
    before = export_hash(case.db)
    with case.transaction() as db:
        list(rebuild(db))
    assert export_hash(case.db) == before
