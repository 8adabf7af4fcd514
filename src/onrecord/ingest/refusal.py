"""How ingestion says no."""

from onrecord.domain import State


class RefusedInputError(Exception):
    """An input that cannot become a document: the state it ends in and a one-line reason."""

    def __init__(self, state: State, reason: str) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = " ".join(reason.split())


class NoAnswerError(RefusedInputError):
    """A server that is busy or cannot be reached, after all attempts."""
