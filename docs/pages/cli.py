"""The page of the command line: what ``--help`` says of each command, in a fixed width."""

import inspect
import os

import click

from onrecord.cli import COMMANDS, main

WIDTH = 88
HEAD = """\
# The command line

<!-- Written by docs/generate.py from the commands' own help: change it there. -->

`onrecord COMMAND --help` says the same. What each answer means is told in
[questions.md](questions.md), the states in which an input can end in [inputs.md](inputs.md), the
JSON in [schema.md](schema.md).

"""


def cli_page() -> str:
    """docs/cli.md."""
    rows = "".join(f"| [`{name}`](#{name}) | {line} |\n" for name, (_, line) in COMMANDS.items())
    index = f"| command | what it does |\n|---|---|\n{rows}"
    return HEAD + index + "".join(f"\n## {name}\n\n{_block(name)}" for name in COMMANDS)


def undescribed(name: str) -> list[str]:
    """The options of a command that do not say what they are for."""
    found = [p for p in _command(name).params if isinstance(p, click.Option)]
    return [option.opts[0] for option in found if not (option.help or "").strip()]


def _block(name: str) -> str:
    return f"```text\n{help_text(name)}\n```\n"


def help_text(name: str) -> str:
    """The help of a command, the same on every machine: no colours, a fixed width, none of the
    environment's settings."""
    kept = {k: os.environ.pop(k) for k in list(os.environ) if k.startswith("ONRECORD_")}
    try:
        parent = click.Context(main, info_name="onrecord", **main.context_settings)
        context = click.Context(
            _command(name),
            parent=parent,
            info_name=name,
            terminal_width=WIDTH,
            max_content_width=WIDTH,
        )
        text = _command(name).get_help(context)
    finally:
        os.environ.update(kept)
    return "\n".join(line.rstrip() for line in inspect.cleandoc(click.unstyle(text)).splitlines())


def _command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    if found is None:
        raise KeyError(name)
    return found
