"""``onrecord read``: articles to attributed statements, as tables, JSON Lines or a page."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.cli.show import Show
    from onrecord.reading import Outcome


@click.command(name="read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--json", "form", flag_value="json", help="Write JSON Lines, also to a terminal.")
@click.option("--table", "form", flag_value="table", help="Write tables, also to a pipe.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="OUT",
    help="Write one self-contained page to OUT; tables or JSON only if asked for too.",
)
@click.option("--published", metavar="DATE", help="When the articles were published.")
@click.option("--outlet", metavar="NAME", help="Who published the articles.")
@click.option("--verbatim", is_flag=True, help="Take plain text as it stands, to the character.")
@click.option("--explain", is_flag=True, help="Say below each statement why its values are so.")
@click.option(
    "--statement",
    "only",
    multiple=True,
    metavar="N|ID",
    help="Explain this statement alone, by its number in the table or its id; implies --explain.",
)
def command(
    paths: tuple[str, ...],
    form: str | None,
    html: Path | None,
    published: str | None,
    outlet: str | None,
    verbatim: bool,
    explain: bool,
    only: tuple[str, ...],
) -> None:
    """Read articles into attributed statements: who says what, in the article's own words.

    PATH is a text file, an HTML page, a PDF, a JSON Lines file (one document a line, with
    `text` and any of `id`, `title`, `outlet`, `url`, `published`, `byline`) or a folder of them;
    `-` is standard input. A terminal gets tables, a pipe JSON Lines: one object for each
    document, in the order of the inputs.

    An input that cannot be read is named on standard error with the reason in one line, and in
    JSON with its `state` and `reason`; the others are still read.

    Exit codes: 0 if every input was read, 1 if some input was not, 2 if the command was called
    wrongly.
    """
    # Imported here so that --help does not wait for the reader.
    from onrecord.cli.show import Show, progress
    from onrecord.ingest import Options
    from onrecord.reading import read_sources

    if html and not html.absolute().parent.is_dir():
        raise click.UsageError(f"--html: there is no folder {html.parent}.")
    show = Show(form or ("table" if only else None), html, explain or bool(only), only)
    options = Options(published=published, outlet=outlet, verbatim=verbatim)
    outcomes = read_sources(paths, options)
    with progress(show.bar_console, paths) as watch:
        failed = _show_all(show, watch(outcomes))
    show.finish()
    if failed:
        raise click.exceptions.Exit(1)


def _show_all(show: "Show", outcomes: "Iterable[Outcome]") -> int:
    """Shows each outcome as it comes; the number of inputs that were not read."""
    return sum(map(show.outcome, outcomes))
