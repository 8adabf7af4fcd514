"""Accuracy floors: ``floors.json`` holds, per task, the hash of the gold data and the least
each figure may be. Raising a floor is free; lowering one takes ``--lower``."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


class BelowFloorError(AssertionError):
    """A figure fell under its floor, or the gold data are not those the floor was set on."""


def gold_hash(files: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of the gold files, in order of name."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def check(task: str, gold: str, scores: Mapping[str, float]) -> None:
    """Raises ``BelowFloorError`` naming every figure under its floor."""
    floor = json.loads(FLOORS.read_text())[task]
    if floor["gold"] != gold:
        raise BelowFloorError(f"{task}: the gold data differ from those the floors were set on")
    low = [f"{k} {scores[k]:.1f} < {v}" for k, v in floor["least"].items() if scores[k] < v]
    if low:
        raise BelowFloorError(f"{task}: " + ", ".join(low))


def settle(task: str, gold: str, scores: Mapping[str, float], lower: bool = False) -> None:
    """Sets the task's floors to the scores, rounded down to half a point.

    Raises ``BelowFloorError`` when that would lower one and ``lower`` is false.
    """
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    new = {k: int(v * 2) / 2 for k, v in scores.items()}
    old = floors.get(task, {}).get("least", {})
    sunk = [k for k, v in old.items() if new.get(k, 0) < v]
    if sunk and not lower:
        raise BelowFloorError(f"{task}: would lower {', '.join(sunk)}; use --lower if it is meant")
    floors[task] = {"gold": gold, "least": new}
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
