import json
import re
import runpy
import sys
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
import sample

from onrecord.cli import COMMANDS
from onrecord.contract import reading_to_dict
from onrecord.domain import State
from onrecord.ingest import Limits

DOCS = Path(__file__).parents[2] / "docs"
WRITERS = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]
CLI = sys.modules["pages.cli"]
SCHEMA = sys.modules["pages.schema"]


@pytest.mark.parametrize("name", WRITERS)
def test_pages_are_current(name: str):
    """The generated pages say what the commands, nouns and views say now: run `make docs`."""
    assert (DOCS / name).read_text(encoding="utf-8") == WRITERS[name]()


def test_pages_do_not_depend_on_the_environment(monkeypatch: pytest.MonkeyPatch):
    """A narrow terminal, forced colours and a case in the environment change nothing."""
    before = WRITERS["cli.md"]()
    for name, value in (("COLUMNS", "40"), ("FORCE_COLOR", "1"), ("ONRECORD_CASE", "mine.db")):
        monkeypatch.setenv(name, value)
    assert WRITERS["cli.md"]() == before


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str):
    """Each command has a description, and each of its options says what it is for."""
    text = CLI.help_text(name)
    described = re.search(r"^Usage: .*(?:\n {4,}.*)*\n\n {2}\S", text)
    assert described, f"{name} has no description"
    assert not CLI.undescribed(name), f"{name} has options without help"


def test_the_contract_has_the_members_that_the_page_lists():
    """The JSON of a reading has exactly the documented members, in every object of it."""
    row = json.loads(json.dumps(reading_to_dict(sample.reading())))
    row.setdefault("warnings", [])
    assert list(row) == listed("Reading")
    assert list(row["document"]) == listed("Document")
    for statement in row["statements"]:
        assert list(statement) == listed("Statement")
    for noun, value in (("Block", row["document"]["blocks"][0]), *parts(row["statements"])):
        assert list(value) == listed(noun)


def test_every_state_is_explained():
    """docs/inputs.md explains each state in which an input can end, and no other."""
    text = (DOCS / "inputs.md").read_text(encoding="utf-8")
    section = text.split("## States")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE) == [s.value for s in State]


def listed(noun: str) -> list[str]:
    """The members that docs/schema.md lists for a noun."""
    text = (DOCS / "schema.md").read_text(encoding="utf-8")
    section = text.split(f"### {noun}\n")[1].split("\n### ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def parts(statements: list[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """One speaker, reason, verification and time of the statements."""
    return [
        ("Speaker", next(s["speaker"] for s in statements if s["speaker"])),
        ("Reason", next(s["reasons"][0] for s in statements if s["reasons"])),
        ("Verification", next(s["verification"] for s in statements if s["verification"])),
        ("TimeValue", next(s["when"][0] for s in statements if s["when"])),
    ]


def test_the_limits_are_the_ones_in_the_code():
    """docs/inputs.md gives the limits that ingestion has, in their order."""
    section = (DOCS / "inputs.md").read_text(encoding="utf-8").split("## Limits")[1]
    given = re.findall(r"^\| .* \| ([\d,]+) \|$", section, re.MULTILINE)
    assert given == [f"{value:,}" for value in astuple(Limits())]
