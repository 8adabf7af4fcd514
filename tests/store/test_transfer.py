import io
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import read_documents
from story import add, new_case

from onrecord.cli import main
from onrecord.record import Record
from onrecord.record.actors import up_to_date
from onrecord.store.case import open_case
from onrecord.store.dump import export_hash
from onrecord.store.errors import CaseError, NotACaseError
from onrecord.store.judgements import Author, judge_statement, merge
from onrecord.store.transfer import backup, export_case, import_case, restore
from onrecord.store.verify import verify


@pytest.fixture
def case(tmp_path):
    """A case with evidence, a container, a failure, two versions, judgements and names."""
    with new_case(tmp_path) as case:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.jsonl").write_text('{"text": "“The dam fell,” said Leo Park."}\n{}\n')
        Record(case).add([folder], read=read_documents)
        (folder / "a.txt").write_text("“The dam fell down,” said Ana Ruiz.")
        Record(case).add([folder], read=read_documents)
        uid = case.db.execute("SELECT uid FROM d_statement WHERE text LIKE '%cracked%'").get
        ana = Author("ana", "person")
        judge_statement(case, uid, "wrong-speaker", ana, reason="heard it", speaker="Mia Ruiz")
        merge(case, "Leo Park", "L. Park", ana)
        with case.transaction() as db:
            up_to_date(db)
        yield case


def hash_of(path):
    with open_case(path, read_only=True) as case:
        assert list(verify(case.db)) == []
        return export_hash(case.db)


def test_a_backup_restored_is_the_case(case, tmp_path):
    """A backup taken while the case is open holds all of it, and restoring brings it back."""
    copy, before = tmp_path / "copy", export_hash(case.db)
    backup(case, copy)
    add(case, "“Later,” said Ana Ruiz.", url="https://elm.example/later")
    assert hash_of(copy) == before != export_hash(case.db)
    path = case.path
    case.close()
    with pytest.raises(CaseError, match="--force"):
        restore(copy, path)
    restore(copy, path, force=True)
    assert hash_of(path) == before


def test_a_backup_waits_for_no_writer(case, tmp_path):
    """A backup while another connection writes holds what was committed."""
    before = export_hash(case.db)
    with open_case(case.path) as other, other.transaction() as db:
        db.execute("DELETE FROM d_tally")
        backup(case, tmp_path / "copy")
    assert hash_of(tmp_path / "copy") == before


def test_a_restore_that_fails_leaves_the_case(case, tmp_path):
    """What is no backup is refused and the case in place stays, with what its log holds."""
    before, path = export_hash(case.db), case.path
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"no database at all" * 100)
    with pytest.raises(CaseError):
        restore(wrong, path, force=True)
    assert export_hash(case.db) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_an_old_log_is_not_played_into_a_restored_case(case, tmp_path):
    """A write-ahead log that a crash left beside the old case does not touch the restored one."""
    copy, path, before = tmp_path / "copy", case.path, export_hash(case.db)
    backup(case, copy)
    add(case, "“Later,” said Ana Ruiz.", url="https://elm.example/later")
    log = Path(f"{path}-wal").read_bytes()
    case.close()
    Path(f"{path}-wal").write_bytes(log)
    restore(copy, path, force=True)
    assert hash_of(path) == before


def test_an_export_imported_is_the_case(case, tmp_path):
    """Export and import of a whole case give the same export hash, derived rows and all, and a
    second export is the same byte for byte in its lines."""
    first, second, other = tmp_path / "a.tar.gz", tmp_path / "b.tar.gz", tmp_path / "other"
    export_case(case, first)
    imported = CliRunner().invoke(main, ["import-case", str(first), "--case", str(other)])
    assert imported.exit_code == 0, imported.output
    assert hash_of(other) == export_hash(case.db)
    with open_case(other, read_only=True) as imported:
        export_case(imported, second)
    assert lines(first) == lines(second)


def lines(path):
    with tarfile.open(path) as tar:
        return tar.extractfile("case.jsonl").read()


def test_an_export_can_be_opened_without_onrecord(case, tmp_path):
    """Evidence is stored as the bytes that were added, named by their SHA-256."""
    path = tmp_path / "a.tar.gz"
    export_case(case, path)
    with tarfile.open(path) as tar:
        contents = [tar.extractfile(m).read() for m in tar if m.name.startswith("evidence/")]
    assert "“The dam fell down,” said Ana Ruiz.".encode() in contents


@pytest.mark.parametrize("damage", ["cut", "evidence", "member", "format", "text"])
def test_a_damaged_export_makes_no_case(case, tmp_path, damage):
    """An export that is cut off or was changed is refused, and no file is left behind."""
    path, target = tmp_path / "a.tar.gz", tmp_path / "made"
    export_case(case, path)
    if damage in ("cut", "text"):
        path.write_bytes(path.read_bytes()[:-400] if damage == "cut" else b"no archive")
    else:
        rewrite(path, damage)
    with pytest.raises(NotACaseError, match="not a whole export"):
        import_case(path, target, lambda _table: None)
    assert [p.name for p in tmp_path.iterdir() if "made" in p.name] == []


def rewrite(path, damage):
    """Changes one member of an export."""
    with tarfile.open(path) as tar:
        members = [(m.name, tar.extractfile(m).read()) for m in tar]
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members:
            if damage == "evidence" and name.startswith("evidence/"):
                content += b"!"
            if damage == "member":
                content = content.replace(b'"version":', b'"versions":')
            if damage == "format":
                content = content.replace(b"onrecord-case-1", b"onrecord-case-9")
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_an_import_replaces_nothing(case, tmp_path):
    """A case that is there is not written over."""
    export_case(case, tmp_path / "a.tar.gz")
    with pytest.raises(CaseError, match="is there already"):
        import_case(tmp_path / "a.tar.gz", case.path, lambda _table: None)


def test_rebuild_makes_the_same_case(case):
    """Everything derived, claims included, can be dropped and made again: the export hash stays."""
    record = Record(case)
    record.link()
    before = record.export_hash()
    before_rows = rows(case)
    assert before_rows["d_statement"] == before_rows["d_claim_statement"] == 6
    assert record.rebuild() == 5
    assert record.export_hash() == before
    assert rows(case) == before_rows
    assert list(record.verify()) == []


def rows(case):
    """How many rows each derived table has."""
    sql = """SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'd_*'
             AND name NOT GLOB '*_fts*'"""
    names = [str(name) for (name,) in case.db.execute(sql)]
    return {n: case.db.execute(f"SELECT count(*) FROM {n}").get for n in names}  # noqa: S608


def test_a_search_finds_the_same_after_a_rebuild(case):
    """Full text is made again, too."""
    sql = "SELECT count(*) FROM d_statement_fts WHERE d_statement_fts MATCH 'dam'"
    before = case.db.execute(sql).get
    Record(case).rebuild()
    assert case.db.execute(sql).get == before == 5
