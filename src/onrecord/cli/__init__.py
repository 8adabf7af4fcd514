"""The command line: one module per command, imported only when the command is called.

To add a command, write ``cli/NAME.py`` with a ``click`` command called ``command`` and add one
line to ``COMMANDS``.
"""

from collections.abc import Mapping
from importlib import import_module

import click

#: Command name -> the module that defines it, and the line ``onrecord --help`` shows for it.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "read": ("onrecord.cli.read", "Read articles into attributed statements."),
    "add": ("onrecord.cli.case.add", "Add articles to a case."),
    "status": ("onrecord.cli.case.status", "Show what the case holds."),
    "failures": ("onrecord.cli.case.failures", "List what could not be read; try it again."),
    "watch": ("onrecord.cli.case.watch", "Poll feeds and add what is new."),
    "verify": ("onrecord.cli.case.verify", "Check every hash and span of the case."),
    "rebuild": ("onrecord.cli.case.rebuild", "Make everything derived anew."),
    "backup": ("onrecord.cli.case.backup", "Write a checked copy of the case."),
    "restore": ("onrecord.cli.case.restore", "Put a backup in the place of the case."),
    "export-case": ("onrecord.cli.case.export_case", "Write the whole case in open formats."),
    "import-case": ("onrecord.cli.case.import_case", "Make a case from such an export."),
    "search": ("onrecord.cli.ask.search", "Find statements by their words."),
    "statements": ("onrecord.cli.ask.statements", "List statements by any of their attributes."),
    "who": ("onrecord.cli.ask.who", "Show everything said by, about and to somebody."),
    "show": ("onrecord.cli.ask.show", "Show one statement in context with its judgements."),
    "timeline": ("onrecord.cli.ask.timeline", "Show statements in the order they were made."),
    "sources": ("onrecord.cli.ask.sources", "Show whom each outlet relies on."),
    "changes": ("onrecord.cli.ask.changes", "Show what outlets changed in their articles."),
    "stats": ("onrecord.cli.ask.stats", "Show how much is in the case, and of what."),
    "claims": (
        "onrecord.cli.claims.claims",
        "List claims: who says, who disputes, how many origins.",
    ),
    "claim": ("onrecord.cli.claims.claim", "Show one claim with every statement on it."),
    "disputes": ("onrecord.cli.claims.disputes", "Show who disputes what."),
    "origins": ("onrecord.cli.claims.origins", "Show who took a claim from whom."),
    "drift": (
        "onrecord.cli.claims.drift",
        "Show numbers that changed, and who still uses the old.",
    ),
    "reversals": (
        "onrecord.cli.claims.reversals",
        "Show who took back or contradicted themselves.",
    ),
    "forecasts": ("onrecord.cli.claims.forecasts", "Show who predicted what, and how it came out."),
    "check": ("onrecord.cli.claims.check", "Check each claim of a draft against the record."),
    "judge-claim": (
        "onrecord.cli.claims.judge",
        "Overrule the matcher: same, different, stance, outcome.",
    ),
    "judge": ("onrecord.cli.judge.judge", "Judge a statement: confirmed, wrong-speaker, …"),
    "merge": ("onrecord.cli.judge.merge", "Say that two names are one."),
    "split": ("onrecord.cli.judge.split", "Take apart what was taken for one."),
    "rename": ("onrecord.cli.judge.rename", "Show a name as another."),
    "undo": ("onrecord.cli.judge.undo", "Withdraw a judgement."),
    "judgements": ("onrecord.cli.judge.judgements", "List who judged what, when and why."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a module only to run it, so that
    ``onrecord --help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Command names in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; ``None`` if there is none."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(found, click.Command)  # noqa: S101
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in ``--help``, written without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord", prog_name="onrecord")
def main() -> None:
    """Read news reporting and keep the record: who said what, about whom, when, on what
    evidence, and who disputes it."""
