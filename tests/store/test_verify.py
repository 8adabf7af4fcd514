import json
import zlib

import apsw
import pytest
from fakes import read_document
from story import DAM, add, new_case, put, with_people

from onrecord.domain import Document, Span
from onrecord.store.case import open_case
from onrecord.store.verify import verify


@pytest.fixture
def case(tmp_path):
    with new_case(tmp_path) as case:
        yield case


def problems(case):
    return [f"{p.where}: {p.what}" for p in verify(case.db)]


def test_a_sound_case_has_no_problems(case):
    """Every hash and every span of a sound case holds, whatever characters its text has."""
    add(case, "“Café 🚰 déjà vu,” said Ana Ruiz. “Ω has 40 pumps,” warned Leo Park.")
    assert problems(case) == []


def test_spans_are_cut_from_the_text(case):
    """Each stored span is compared with the document's own characters."""
    sql = """SELECT s.text, content_spans, t.text FROM d_statement s
             JOIN document_text t USING (document_id)"""
    for text, spans, document in case.db.execute(sql):
        ((start, stop),) = json.loads(spans)
        assert document[start:stop] == text


BREAK = {
    "text": ("DROP TRIGGER text_stays; UPDATE document_text SET text = text || '!'",
             "its text, url or outlet is not what was added"),
    "statement": ("UPDATE d_statement SET text = text || '.' WHERE id = 1", "its span is not"),
    "cue": ("UPDATE d_statement SET cue_spans = '[[1,5]]' WHERE id = 1", "its id is not the hash"),
    "quantity": ("INSERT INTO d_quantity (document_id, start, stop, text, value, bound) "
                 "VALUES (1, 0, 2, '40', 40, 'exact')", "d_quantity of"),
    "size": ("DROP TRIGGER evidence_stays; INSERT INTO evidence (sha256, size, body) "
             "VALUES ('00', 1, x'789c030000000001')", "its bytes are not those that were added"),
    "state": ("INSERT INTO input (name, state, first_at, last_at) VALUES ('x', 'lost', '', '')",
              "in no known state: lost"),
    "read": ("INSERT INTO input (name, state, first_at, last_at) VALUES ('x', 'read', '', '')",
             "state read, document None"),
    "index": ("DELETE FROM d_statement_fts WHERE rowid = 1", "run `onrecord rebuild`"),
    "titles": ("DELETE FROM d_title_fts WHERE rowid = 1", "run `onrecord rebuild`"),
    "foreign key": ("PRAGMA foreign_keys = off; DELETE FROM document WHERE id = 1",
                    "refers to a missing row"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAK)
def test_verify_notices(case, name):
    """Whatever no longer holds is named."""
    sql, message = BREAK[name]
    case.db.execute(sql)
    assert any(message in problem for problem in problems(case)), problems(case)


def test_verify_compares_the_spans_of_readings(case):
    """A reading that is not of the document's text as it stands is named."""
    body = zlib.decompress(case.db.execute("SELECT body FROM reading WHERE document_id = 1").get)
    wrong = zlib.compress(body.replace(b"The dam will hold", b"The dam will fold", 1))
    case.db.execute("DROP TRIGGER reading_stays")
    case.db.execute("UPDATE reading SET body = ? WHERE document_id = 1", (wrong,))
    assert any("a span is not “The dam will fold" in p for p in problems(case))


def test_one_byte_changed_on_the_disk_is_noticed(tmp_path):
    """A byte of an article that changes in the file is noticed: by its hash and by every span."""
    with new_case(tmp_path) as case:
        path = case.path
    content = bytearray(path.read_bytes())
    place = content.index(DAM[:30].encode())
    content[place + 10] ^= 1
    path.write_bytes(content)
    with open_case(path) as case:
        found = problems(case)
    assert any("its text, url or outlet is not what was added" in p for p in found)
    assert any("its span is not" in p for p in found)


def test_a_destroyed_page_is_noticed(tmp_path):
    """A page overwritten with zeros is reported, not a crash."""
    with new_case(tmp_path) as case:
        path, page = case.path, case.db.pragma("page_size")
        root = case.db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'd_statement'").get
    content = bytearray(path.read_bytes())
    content[(root - 1) * page : root * page] = bytes(page)
    path.write_bytes(content)
    with open_case(path) as case:
        assert problems(case)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document_text SET text = ''",
        "UPDATE reading SET reader = ''",
        "UPDATE evidence SET size = 0",
        "DELETE FROM evidence",
        "UPDATE judgement SET verdict = ''",
        "DELETE FROM judgement",
    ],
)
def test_evidence_and_judgements_never_change(case, change):
    """Evidence, texts, readings and judgements cannot be changed, by whatever program."""
    case.db.execute("INSERT INTO evidence (sha256, size, body) VALUES ('00', 1, x'00')")
    case.db.execute(
        """INSERT INTO judgement (uid, target_kind, target, verdict, author, author_kind, at)
           VALUES ('j1', 'statement', 's1', 'confirmed', 'ana', 'person', '')"""
    )
    with pytest.raises(apsw.ConstraintError, match=r"immutable|append-only"):
        case.db.execute(change)


def test_a_span_outside_the_text_is_noticed(case):
    """A statement whose span leaves the text is a problem, not an empty string."""
    document = Document("x", "“The dam fell,” said Ana Ruiz.", url="https://a.example/1")
    put(case, with_people(read_document(document)))
    assert Span(0, 3).of(document.text) == "“Th"
    case.db.execute("UPDATE d_statement SET content_spans = '[[900,910]]' WHERE text LIKE '%fell%'")
    assert any("its span is not “The dam fell" in p for p in problems(case))
