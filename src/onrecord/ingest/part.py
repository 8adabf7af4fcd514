"""What a container holds: bytes still to be read, or a link still to be fetched."""

from dataclasses import dataclass

from onrecord.ingest.intake import Options


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes inside a container, with what the container knows of them. ``leaf`` says that they are
    text or HTML, as ``media`` has it, whatever their name looks like."""

    name: str
    content: bytes
    options: Options
    media: str | None = None
    charset: str | None = None
    url: str | None = None
    leaf: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An address a container points to."""

    url: str
    options: Options
