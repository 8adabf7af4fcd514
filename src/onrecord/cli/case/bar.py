"""Progress of ``add``: a bar with file names on a terminal, nothing elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from onrecord.record import Seen

GOOD = ("read", "unchanged", "container", "pending")


@contextmanager
def watching() -> Iterator[Callable[[Seen], None]]:
    """A function to be told of each input: moves the bar, names what could not be read."""
    console = Console(stderr=True)
    columns = (
        *(SpinnerColumn(), BarColumn(bar_width=24), MofNCompleteColumn()),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)

        def seen(one: Seen) -> None:
            name = Text(one.name).plain.encode("unicode_escape").decode()[-60:]
            bar.update(task, completed=one.done, total=one.total, description=name)
            if one.state not in GOOD:
                click.echo(f"{one.name}: {one.state}: {one.reason}", err=True)

        yield seen
