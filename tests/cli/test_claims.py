"""Tests of the commands about claims, on a small case from the story in examples/tarsenne."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.record import Record

STANDARD = (
    "Tarsenne has asked Brenmark for 24 anti-ship missile launchers, according to a diplomat who "
    "has read the request. “It is a shopping list with a prayer at the end,” said the diplomat.\n\n"
    "The Coastal Civil Protection Agency said 3,000 people had been moved inland.\n"
)
PRESS = (
    "Tarsenne has asked Brenmark for 24 anti-ship missile launchers in a letter, the Aumery "
    "Standard reported on Tuesday, citing a diplomat it did not identify.\n\n"
    "The Coastal Civil Protection Agency said 3,000 people had been moved inland.\n\n"
    "“They will all be home by Saturday night,” said Colonel Ostap Velimar of the seven ships.\n\n"
    "“Not one round has been fired,” said Velimar. Benoit Askel, a skipper, said a grey ship had "
    "fired three shots across his bow.\n"
)
NEWS = (
    "The Coastal Civil Protection Agency said 8,200 people had now been moved inland.\n\n"
    "Tarsenne has asked Brenmark for 24 anti-ship missile launchers, the Aumery Standard "
    "reported last week.\n"
)
PLACES = {
    "standard.txt": (STANDARD, "The Aumery Standard", "2025-09-16"),
    "press.txt": (PRESS, "Merestrand Press", "2025-09-16T19:00:00+01:00"),
    "news.txt": (NEWS, "BRV News", "2025-09-20"),
}
BOARDS = ("claims", "claim", "disputes", "origins", "drift", "reversals", "forecasts", "check")
FIELDS = (
    "id gloss status independent_origins origins disputed_by statements numbers relations"
).split()


def call(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


def rows(*args: object) -> list[dict]:
    return [json.loads(line) for line in call(*args).stdout.splitlines()]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the three articles, as the command line makes it."""
    folder = tmp_path_factory.mktemp("tarsenne")
    for name, (text, outlet, published) in PLACES.items():
        (folder / name).write_text(text, encoding="utf-8")
        place = ["--url", f"https://{name}.example/1", "--outlet", outlet]
        dates = ["--published", published, "--fetched", "2025-09-21"]
        done = call("add", "--case", folder / "case.db", folder / name, *place, *dates)
        assert done.exit_code == 0, done.output
    return folder / "case.db"


@pytest.fixture
def copy(case: Path, tmp_path: Path) -> Path:
    """A copy of the case to judge in."""
    call("claims", "--case", case)
    path = tmp_path / "case.db"
    path.write_bytes(case.read_bytes())
    return path


def every(case: Path) -> list[dict]:
    return rows("claims", "--case", case, "--json", "--all")


def holding(case: Path, words: str) -> tuple[dict, dict]:
    """The claim and the statement that hold the words."""
    return next((c, s) for c in every(case) for s in c["statements"] if words in s["text"])


def test_claims_have_the_fields_of_the_contract(case):
    """Each claim is one object with the fields of the contract, and its parts have theirs."""
    found = every(case)
    said = [s for c in found for s in c["statements"]]
    assert all(list(c) == FIELDS for c in found)
    assert {tuple(s) for s in said} == {
        ("id", "document", "start", "end", "text", "speaker", "stance", "credits", "why")
    }
    assert {tuple(s["document"]) for s in said} == {("id", "path", "url", "outlet", "published")}
    assert {tuple(o) for c in found for o in c["origins"]} == {("name", "kind", "evidence")}
    numbers = {tuple(n) for c in found for n in c["numbers"]}
    assert numbers == {("value", "bound", "unit", "as_of", "statement")}
    assert all(c["independent_origins"] == len(c["origins"]) > 0 for c in found)
    assert len({c["id"] for c in found}) == len(found)


def test_flags_say_where_a_document_is_from(case):
    """The flags of add stand in each claim, the path as it was added, the words as they stand."""
    for s in (s for c in every(case) for s in c["statements"]):
        name = Path(s["document"]["path"]).name
        text, outlet, published = PLACES[name]
        assert s["document"]["path"] == str(case.parent / name)
        assert s["document"]["url"] == f"https://{name}.example/1"
        assert (s["document"]["outlet"], s["document"]["published"]) == (outlet, published)
        assert all(part in text for part in s["text"].split(" … "))


def test_claims_of_one_statement_need_all(tmp_path):
    """Without --all only claims that several statements share are listed."""
    (tmp_path / "dam.txt").write_text("“The dam will hold,” said Ana Ruiz.\n", encoding="utf-8")
    assert call("add", "--case", tmp_path / "c.db", tmp_path / "dam.txt").exit_code == 0
    assert rows("claims", "--case", tmp_path / "c.db", "--json") == []
    assert call("claims", "--case", tmp_path / "c.db", "--table").exit_code == 1
    (claim,) = rows("claims", "--case", tmp_path / "c.db", "--json", "--all")
    assert [s["speaker"] for s in claim["statements"]] == ["Ana Ruiz"]


def test_claims_can_be_filtered(case):
    """Status, speaker and days each narrow the list; nothing left is exit code 1."""
    of_velimar = rows("claims", "--case", case, "--json", "--all", "--actor", "velimar")
    assert of_velimar
    assert all(any("Velimar" in (s["speaker"] or "") for s in c["statements"]) for c in of_velimar)
    single = rows("claims", "--case", case, "--json", "--all", "--status", "single-origin")
    assert {c["status"] for c in single} == {"single-origin"}
    assert call("claims", "--case", case, "--table", "--since", "2030-01-01").exit_code == 1


def test_relations_join_statements_of_the_case(case):
    """Each relation has a type, two statements on record and a reason."""
    found = every(case)
    known = {s["id"] for c in found for s in c["statements"]}
    links = [r for c in found for r in c["relations"]]
    assert links
    assert {tuple(r) for r in links} == {("type", "from", "to", "why")}
    assert all({r["from"], r["to"]} <= known and r["why"] for r in links)


def test_claim_by_the_beginning_of_its_id(case):
    """One claim is found by the beginning of its id; an unknown one is exit code 1."""
    claim, _ = holding(case, "24 anti-ship")
    assert rows("claim", "--case", case, "--json", claim["id"][:9]) == [claim]
    shown = call("claim", "--case", case, "--table", claim["id"])
    assert claim["status"] in shown.stdout
    assert "Merestrand" in shown.stdout
    assert call("claim", "--case", case, "c0000000000").exit_code == 1


def test_echo_has_one_origin(case):
    """What two outlets credit to a third rests on the third's unnamed source."""
    claim, _ = holding(case, "24 anti-ship")
    assert len({s["document"]["outlet"] for s in claim["statements"]}) == 3
    assert [o["name"] for o in claim["origins"]] == ["unnamed diplomat (via The Aumery Standard)"]
    (answer,) = rows("origins", "--case", case, "--json", claim["id"])
    assert {e["kind"] for e in answer["edges"]} >= {"credit"}
    assert "unnamed diplomat" in call("origins", "--case", case, "--table", claim["id"]).stdout


def test_drift_shows_the_older_number_first(case):
    """A number that a later article gives anew is shown with both values, the older first."""
    found = rows("drift", "--case", case, "--json")
    assert found
    assert all(d["old"]["day"] <= d["new"]["day"] for d in found)
    assert any("3,000 then 8,200" in d["why"] for d in found)
    assert call("drift", "--case", case, "--table").exit_code == 0


def test_judged_denial_stays(copy):
    """A stance that a person gave is shown, makes a dispute, and stays when all is linked anew."""
    claim, said = holding(copy, "moved inland")
    judged = call("judge-claim", "--case", copy, "--by", "Ana", "denies", said["id"])
    assert judged.exit_code == 0, judged.output
    against = [said["speaker"] or said["document"]["outlet"]]
    for _ in range(2):
        now, again = next(
            (c, s) for c in every(copy) for s in c["statements"] if s["id"] == said["id"]
        )
        assert (again["stance"], now["disputed_by"], now["status"]) == (
            "denies",
            against,
            "disputed",
        )
        with Record.open(copy) as record:
            record.rebuild()
    assert len(claim["statements"]) > 1
    found = rows("disputes", "--case", copy, "--json")
    assert [d["denied_by"] for d in found if d["claim"] == now["id"]] == [against]


def test_judged_difference_stays(copy):
    """Two statements that a person called different are never of one claim again."""
    claim, _ = holding(copy, "24 anti-ship")
    first = claim["statements"][0]
    other = next(s for s in claim["statements"] if s["document"] != first["document"])
    judged = call(
        "judge-claim", "--case", copy, "--by", "Ana", "different", first["id"], other["id"]
    )
    assert judged.exit_code == 0, judged.output
    for _ in range(2):
        held = [{s["id"] for s in c["statements"]} for c in every(copy)]
        assert not any({first["id"], other["id"]} <= ids for ids in held)
        with Record.open(copy) as record:
            record.rebuild()
    call("judge-claim", "--case", copy, "--by", "Ana", "same", first["id"], other["id"])


def test_reversals_follow_a_judgement(copy):
    """A speaker who supports a claim and in a later article denies it is shown, older first."""
    claim, late = holding(copy, "8,200 people")
    early = next(s for s in claim["statements"] if "3,000 people" in s["text"])
    for verdict, s in (("supports", early), ("denies", late)):
        call("judge-claim", "--case", copy, "--by", "Ana", verdict, s["id"])
    found = rows("reversals", "--case", copy, "--json", "Coastal Civil")
    pairs = [(r["before"]["statement"], r["after"]["statement"]) for r in found]
    assert (early["id"], late["id"]) in pairs
    assert call("reversals", "--case", copy, "--table", "Nobody at all").exit_code == 1


def test_forecasts_are_scored_once_judged(copy):
    """A forecast is listed with its speaker; a judged outcome gives its source a Brier score."""
    (mine,) = rows("forecasts", "--case", copy, "--json", "Velimar")
    assert "home by Saturday" in mine["words"]["text"]
    assert (mine["outcome"], mine["brier"]) == (None, None)
    uid = mine["words"]["statement"]
    assert call("judge-claim", "--case", copy, "--by", "Ana", "did-not", uid).exit_code == 0
    (judged,) = rows("forecasts", "--case", copy, "--json", "Velimar")
    assert judged["outcome"] == "did-not"
    assert judged["brier"] == pytest.approx(mine["chance"] ** 2)
    assert "Brier score" in call("forecasts", "--case", copy, "--table").stdout


def test_judgements_that_make_no_sense_are_refused(copy):
    """One statement for a pair is a wrong call, an unknown statement is not found."""
    _, said = holding(copy, "moved inland")
    assert call("judge-claim", "--case", copy, "--by", "Ana", "same", said["id"]).exit_code == 2
    assert call("judge-claim", "--case", copy, "--by", "Ana", "denies", "s00000").exit_code == 1


def test_draft_is_checked(case, tmp_path):
    """A draft's claims are told apart: on record with its number outdated, or not on record."""
    draft, page = tmp_path / "draft.txt", tmp_path / "checked.html"
    draft.write_text(
        "The Coastal Civil Protection Agency said 3,000 people had been moved inland.\n\n"
        "“Every <b>goat</b> of mine has the flu,” said Ole Strand.\n",
        encoding="utf-8",
    )
    found = rows("check", "--case", case, "--json", "--html", page, draft)
    verdicts = {r["text"]: r["verdict"] for r in found}
    assert [v for t, v in verdicts.items() if "moved inland" in t] == ["number outdated"]
    assert {v for t, v in verdicts.items() if "goat" in t} == {"not on the record"}
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;goat" in html
    assert "<b>goat" not in html
    assert html.count("<mark") > len(verdicts)
    shown = call("check", "--case", case, "--table", draft)
    assert "number outdated" in shown.stdout


@pytest.mark.parametrize("board", BOARDS)
def test_help_gives_examples_and_exit_codes(board):
    """Each board's help shows how it is called and what its exit codes mean."""
    text = call(board, "--help").stdout
    assert f"onrecord {board}" in text.partition("Examples:")[2]
    assert "Exit codes" in text


def test_missing_case_is_wrong(tmp_path):
    """A case that is not there is exit code 2, with the reason."""
    done = call("claims", "--case", tmp_path / "none.db", "--json")
    assert done.exit_code == 2
    assert "none.db" in done.stderr
