import re
import shlex
from pathlib import Path

import click
import pytest

from onrecord.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
SHELL = re.compile(r"```(?:sh|console)\n(.*?)```", re.DOTALL)


def names(path: Path) -> str:
    """The page's path from the root, as the test's name."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_somewhere(page: Path):
    """Every relative link of a page leads to a file, and to a heading where it names one."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?://)([^)\s]+)\)", text):
        path, _, heading = target.partition("#")
        found = page.parent / path if path else page
        assert found.exists(), target
        assert not heading or heading in headings(found), target


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_commands_shown_exist(page: Path):
    """Every onrecord command that a page shows exists, with the options it is shown with."""
    for line in calls(page.read_text(encoding="utf-8")):
        name, *rest = line
        if name.startswith("-") or not name.islower():
            continue
        assert name in COMMANDS, line
        command = main.get_command(click.Context(main), name)
        assert command is not None
        known = {o for p in command.params for o in p.opts} | {"--help", "-h"}
        assert {w.partition("=")[0] for w in rest if w.startswith("--")} <= known, line


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


def calls(text: str) -> list[list[str]]:
    """The words after ``onrecord`` of every command line in shell blocks."""
    lines = [line for block in SHELL.findall(text) for line in block.splitlines()]
    found = [re.match(r"(?:\$ )?onrecord (.*)$", line) for line in lines]
    return [shlex.split(re.split(r" [|>] ", m[1])[0], comments=True) for m in found if m]
