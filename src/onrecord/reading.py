"""Inputs to readings: ingestion and the reader, one after the other.

What one input holds never stops the others: each ends as an ``Outcome`` with a state.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.domain import Document, Reading, State
from onrecord.export.notebook import show_in_notebooks
from onrecord.ingest import Intake, Options, RefusedInputError, ingest, ingest_bytes
from onrecord.read import read_documents

#: Inputs taken at once, so that the reader can fill its batches; it bounds memory, not speed.
WINDOW = 64

show_in_notebooks()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one input ended. ``reading`` is set if and only if ``state`` is ``read``.

    ``name`` is the path or URL, with ``:line`` for a line of a JSON Lines file; ``reason`` is
    one line.
    """

    name: str
    state: State
    reason: str | None = None
    reading: Reading | None = None


def read(
    text_or_path: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    verbatim: bool = False,
) -> Reading:
    """Reads one article: a path, an http(s) URL, or the article's text itself.

    A string that names an existing file is a path; any other string is text. ``published`` (a
    date) and ``outlet`` outrank what the article says of itself. ``verbatim`` keeps text as it
    stands, so that offsets are code points of what was handed in.

    Raises ``RefusedInputError``, with a ``state`` and a ``reason``, for an input that cannot be
    read, and ``ValueError`` when it holds more than one document.

    >>> reading = read("The dam is safe, the minister said.")              # doctest: +SKIP
    >>> reading.statements[0].speaker.name                                 # doctest: +SKIP
    'the minister'
    """
    options = Options(published=published, outlet=outlet, verbatim=verbatim)
    outcomes = list(islice(read_intakes(_intakes(text_or_path, options)), 2))
    if len(outcomes) > 1:
        raise ValueError(f"{text_or_path} holds more than one document; read() takes one")
    outcome = outcomes[0]
    if outcome.reading is None:
        raise RefusedInputError(outcome.state, outcome.reason or outcome.state)
    return outcome.reading


def read_sources(sources: Iterable[str | Path], options: Options) -> Iterator[Outcome]:
    """One outcome for each document in the sources (files, folders, URLs, ``-``), in order."""
    yield from read_intakes(i for source in sources for i in ingest(source, options))


def read_intakes(intakes: Iterable[Intake]) -> Iterator[Outcome]:
    """One outcome for each intake, in order."""
    rest = iter(intakes)
    while window := list(islice(rest, WINDOW)):
        readings = _read([i.document for i in window if i.document is not None])
        for intake in window:
            yield _refused(intake) if intake.document is None else _outcome(intake, next(readings))


def _intakes(text_or_path: str | Path, options: Options) -> Iterator[Intake]:
    if isinstance(text_or_path, Path) or _names_an_input(text_or_path):
        return ingest(text_or_path, options)
    return ingest_bytes(text_or_path.encode(), "text.txt", options, media="text/plain")


def _names_an_input(text: str) -> bool:
    if text.lower().startswith(("http://", "https://")) and not any(map(str.isspace, text)):
        return True
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _read(documents: list[Document]) -> Iterator[Reading | Exception]:
    """A reading of each document, or what went wrong with it. When a batch fails, its documents
    are read one by one, so that only the one at fault is lost."""
    waiting = deque(documents)
    try:
        for reading in read_documents(documents):
            waiting.popleft()
            yield reading
    except Exception as error:
        if len(documents) == 1:
            yield error
            return
    for document in waiting:
        yield from _read([document])


def _outcome(intake: Intake, found: Reading | Exception) -> Outcome:
    if isinstance(found, Reading):
        return Outcome(intake.name, State.READ, reading=found)
    reason = " ".join(f"{type(found).__name__}: {found}".split())
    return Outcome(intake.name, State.FAILED, reason)


def _refused(intake: Intake) -> Outcome:
    return Outcome(intake.name, intake.state, intake.reason)
