import json

import pytest
from click.testing import CliRunner
from story import add, new_case

from onrecord.cli import COMMANDS, main
from onrecord.store.case import open_case

MINE = [name for name, (module, _) in COMMANDS.items() if ".ask." in module or ".judge." in module]


@pytest.fixture
def run(tmp_path):
    new_case(tmp_path).close()

    def run(*words, case=tmp_path / "story.onrecord"):
        return CliRunner().invoke(main, [*words, "--case", str(case)], prog_name="onrecord")

    return run


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", MINE)
def test_every_command_explains_itself_with_an_example(name):
    """--help shows what the command does, an example to copy and the exit codes."""
    text = CliRunner().invoke(main, [name, "--help"], prog_name="onrecord").output
    assert f"  onrecord {name}" in text
    assert "Exit codes" in text


def test_a_pipe_gets_json_lines(run):
    """Without a terminal the answer is one JSON object a line."""
    result = run("search", "dam")
    assert result.exit_code == 0
    assert {row["speaker"] for row in lines(result)} == {"Ana Ruiz", "Leo Park"}


@pytest.mark.parametrize(
    "words",
    [
        ("search", "dam"),
        ("search", "dam", "--articles"),
        ("statements", "--speaker", "Ruiz"),
        ("who", "Leo Park"),
        ("timeline", "dam", "--since", "2026-03"),
        ("sources",),
        ("sources", "Daily", "Elm"),
        ("stats",),
    ],
)
def test_every_answer_is_a_table_and_json(run, words):
    """Each question can be had as a table without colour codes and as JSON Lines."""
    table = run(*words, "--table")
    assert table.exit_code == 0
    assert "\x1b" not in table.stdout
    assert lines(run(*words, "--json"))


def test_exit_codes_tell_nothing_found_from_a_wrong_call(run, tmp_path):
    """0 found, 1 nothing found, 2 wrong query, wrong option or no case; the reason in one line."""
    assert run("search", "zebra").exit_code == 1
    assert run("who", "Lio Park").exit_code == 1
    assert "did you mean Leo Park?" in run("who", "Lio Park").stderr
    wrong = run("search", "speeker:Ruiz")
    assert wrong.exit_code == 2
    assert "did you mean speaker?" in wrong.stderr
    assert run("statements", "--act", "denied").exit_code == 2
    missing = run("stats", case=tmp_path / "none.db")
    assert missing.exit_code == 2
    assert len(missing.stderr.splitlines()) == 1


def test_judging_shows_in_answers_and_can_be_undone(run):
    """A judgement is printed by id, shows with its author in every answer, and undo ends it."""
    (row,) = lines(run("search", "cracked"))
    made = run("judge", row["id"][:8], "confirmed", "heard", "it", "--by", "ana")
    assert made.exit_code == 0
    assert made.stdout.startswith("j")
    (row,) = lines(run("search", "cracked"))
    assert (row["judged"], row["judged_by"]) == ("confirmed", "ana")
    assert "✎ ana: confirmed" in run("show", row["id"], "--table").stdout
    assert "heard it" in run("judgements", "--table").stdout
    assert run("undo", "--by", "ana").exit_code == 0
    assert run("undo", "--by", "ana").exit_code == 1
    assert lines(run("search", "cracked"))[0]["judged"] is None
    assert lines(run("judgements"))[0]["withdrawn_by"] == "ana"


def test_model_and_person_look_different(run):
    """A model's verdict carries another mark than a person's."""
    (row,) = lines(run("search", "cracked"))
    run("judge", row["id"], "wrong-span", "--by", "checker-1", "--model")
    assert "⚙" in run("show", row["id"], "--table").stdout
    run("judge", row["id"], "confirmed", "--by", "ana")
    assert "✎ ana" in run("show", row["id"], "--table").stdout


def test_names_are_merged_renamed_and_split(run):
    """Merge, rename and split change whom a name finds; a split of nothing is refused."""
    assert run("merge", "Mia Ruiz", "Ana Ruiz", "--by", "ana").exit_code == 0
    assert sum(r["role"] == "by" for r in lines(run("who", "Mia Ruiz"))) == 3
    assert run("rename", "Ana Ruiz", "Ana M. Ruiz", "--by", "ana").exit_code == 0
    assert {r["actor"] for r in lines(run("statements", "--speaker", "Mia Ruiz"))} == {
        "Ana M. Ruiz"
    }
    assert run("split", "Mia Ruiz", "--by", "ana").exit_code == 0
    assert sum(r["role"] == "by" for r in lines(run("who", "Mia Ruiz"))) == 1
    assert run("split", "Leo Park", "--by", "ana").exit_code == 2
    assert run("merge", "Nobody Here", "Ana Ruiz", "--by", "ana").exit_code == 1
    moved = run("split", "Leo Park", *[r["id"] for r in lines(run("search", "cracked"))],
                "--as", "Leo Park junior", "--by", "ana")  # fmt: skip
    assert moved.exit_code == 0
    assert lines(run("search", "cracked"))[0]["speaker"] == "Leo Park junior"


def test_hostile_text_cannot_steer_the_terminal(run, tmp_path):
    """Control characters of an article do not reach the terminal."""
    with open_case(tmp_path / "story.onrecord") as case:
        add(case, "“The \x1b[31mred\x07 dam fell,” said Ana Ruiz.", url="https://x.example/")
    result = run("search", "fell", "--table")
    assert "\x1b" not in result.stdout
    (row,) = lines(run("search", "fell"))
    assert "\x1b" not in run("show", row["id"], "--table").stdout
