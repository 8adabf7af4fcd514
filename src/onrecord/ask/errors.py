"""What went wrong with a question, said so that the person can put it right."""

from collections.abc import Iterable
from difflib import get_close_matches


class QuestionError(ValueError):
    """A question that cannot be answered as it was put; the message says what to write."""


class NotFoundError(LookupError):
    """What a question names is not in the record; ``near`` lists names that are."""

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


def near(word: str, known: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Up to ``n`` of the known words that are most like ``word``, best first (difflib ratio)."""
    return tuple(get_close_matches(word, list(known), n=n, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """“did you mean …?” for a word that is near known ones, else ``None``."""
    found = near(word, known)
    return f"did you mean {' or '.join(found)}?" if found else None
