"""The filters on statements as options, the same for every command that takes them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from onrecord.ask.statements import SCHEME, Filters
from onrecord.cli.options import version_options
from onrecord.store.verdicts import VERDICTS

NAMES = {
    "speaker": "Said by: a name or a part of one.",
    "about": "Naming somebody: a name or a part of one.",
    "to": "Said to: a name or a part of one.",
    "outlet": "In this outlet: its name or a part of it.",
    "since": "Published in or after a year, month or day.",
    "until": "Published in or before a year, month or day.",
    "document": "In the document with this id.",
}
FLAGS = {
    "forecast": "Only (or no) forecasts and promises.",
    "conditional": "Only (or no) statements with an if.",
    "own-voice": "Only (or not) what the outlet says itself.",
    "nested": "Only (or not) what is said inside another statement.",
}


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds an option for every filter; the command gets them as one ``Filters``."""

    @wraps(command)
    def with_filters(**values: Any) -> Any:
        chosen = {name: values.pop(name) for name in Filters.__slots__ if name in values}
        return command(filters=Filters(**chosen), **values)

    wrapped = version_options(with_filters)
    wrapped = click.option(
        "--min-confidence", type=click.FloatRange(0, 1), help="Found with at least this confidence."
    )(wrapped)
    wrapped = click.option(
        "--judged",
        type=click.Choice(["anyone", "person", "model", *VERDICTS]),
        help="With a verdict: by whom, or which.",
    )(wrapped)
    for name, words in reversed(FLAGS.items()):
        wrapped = click.option(f"--{name}/--no-{name}", default=None, help=words)(wrapped)
    for name, allowed in reversed(SCHEME.items()):
        choice = click.Choice(list(allowed), case_sensitive=False)
        wrapped = click.option(f"--{name}", type=choice, help=_help(name))(wrapped)
    for name, words in reversed(NAMES.items()):
        wrapped = click.option(f"--{name}", metavar="TEXT", help=words)(wrapped)
    return wrapped


def _help(name: str) -> str:
    return {
        "act": "What the speaker does.",
        "kind": "What the speaker is.",
        "identity": "Whether the speaker is named.",
        "quote": "How the words are given.",
        "factuality": "How certain the speaker is (FactBank).",
        "reporter": "How the outlet stands to it.",
    }[name]
