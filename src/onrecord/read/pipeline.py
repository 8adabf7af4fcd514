"""The reader: the stages in their order, and documents through them in batches."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice

from onrecord.domain import Document, Reading
from onrecord.read import (
    attributes,
    events,
    quantities,
    quotations,
    times,
    verification,
    voice,
)
from onrecord.read.attribution import network
from onrecord.read.attribution import stage as attribution
from onrecord.read.speakers import stage as speakers
from onrecord.read.stage import Stage

STAGES: tuple[Stage, ...] = (
    attribution.STAGE,
    quotations.STAGE,
    times.TIMES,
    quantities.QUANTITIES,
    speakers.STAGE,
    attributes.STAGE,
    verification.STAGE,
    voice.STAGE,
    events.STAGE,
)

BATCH = 16


def reader_version() -> str:
    """What readings record as their reader: the package's version and the model's."""
    return f"onrecord-{version('onrecord')}+{network.LABEL}"


def read_documents(documents: Iterable[Document], batch: int = BATCH) -> Iterator[Reading]:
    """One reading per document, in order, ``batch`` documents at a time.

    Raises ``ModelError`` when the shipped model is damaged or missing.
    """
    label, rest = reader_version(), iter(documents)
    while some := list(islice(rest, batch)):
        readings = [Reading(d, label) for d in some]
        for stage in STAGES:
            _check(stage, readings)
            readings = stage.run(readings)
        yield from readings


def _check(stage: Stage, readings: list[Reading]) -> None:
    for layer in stage.requires:
        if any(getattr(r, layer) is None for r in readings):
            raise ValueError(f"stage {stage.name} needs the layer {layer}, which nothing has added")
