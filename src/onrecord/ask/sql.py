"""Conditions in SQL with their values kept apart, so that no question's words become SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float


@dataclass(frozen=True, slots=True)
class Condition:
    """A SQL condition and the values of its question marks, in order."""

    sql: str
    values: tuple[Value, ...] = ()

    def negated(self) -> "Condition":
        """True where this one is false or unknown."""
        return Condition(f"({self.sql}) IS NOT TRUE", self.values)


ALWAYS, NEVER = Condition("1"), Condition("0")


def all_of(conditions: Iterable[Condition]) -> Condition:
    """All must hold; no conditions always hold."""
    return _joined(" AND ", list(conditions)) or ALWAYS


def any_of(conditions: Iterable[Condition]) -> Condition:
    """One must hold; of no conditions none ever does."""
    return _joined(" OR ", list(conditions)) or NEVER


def one_of(column: str, values: Iterable[Value]) -> Condition:
    """The column has one of the values."""
    found = tuple(values)
    return Condition(f"{column} IN ({','.join('?' * len(found))})", found) if found else NEVER


def _joined(word: str, conditions: list[Condition]) -> Condition | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    sql = word.join(f"({c.sql})" for c in conditions)
    return Condition(sql, tuple(v for c in conditions for v in c.values))
