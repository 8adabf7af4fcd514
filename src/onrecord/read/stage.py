"""What a stage of the reader is: readings in, the same readings with more found in them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.domain import Reading


@dataclass(frozen=True, slots=True)
class Stage:
    """``run`` takes a batch and returns it in the same order, each reading with the layers
    named in ``adds`` filled or refined. ``requires`` names layers that must not be ``None``."""

    name: str
    requires: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[Sequence[Reading]], list[Reading]]


def per_reading(
    read_one: Callable[[Reading], Reading],
) -> Callable[[Sequence[Reading]], list[Reading]]:
    """A batch function from one that takes a single reading."""

    def run(readings: Sequence[Reading]) -> list[Reading]:
        return [read_one(r) for r in readings]

    return run
