"""Onrecord reads news reporting and keeps the record: who said what, about whom, when, on what
evidence, and who disputes it.

>>> import onrecord
>>> reading = onrecord.read("article.html", outlet="The Harbour Post")      # doctest: +SKIP
>>> for statement in reading.statements:                                    # doctest: +SKIP
...     print(statement.speaker.name, statement.act)
"""

from importlib import import_module, metadata
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.domain import Document, Reading, Statement
    from onrecord.ingest import RefusedInputError
    from onrecord.reading import read

__all__ = ["Document", "Reading", "RefusedInputError", "Statement", "__version__", "read"]

#: Where each public name lives; imported when it is first asked for, so that ``import onrecord``
#: and the command line answer at once.
_HOMES = {
    "Document": "onrecord.domain",
    "Reading": "onrecord.domain",
    "RefusedInputError": "onrecord.ingest",
    "Statement": "onrecord.domain",
}


class CallablePackage(ModuleType):
    """The class of the package ``onrecord.read``, whose name is also that of the public function:
    called, it reads one article (docs/decisions/0006)."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """``onrecord.reading.read`` with the same arguments."""
        return import_module("onrecord.reading").read(*args, **kwargs)


def __getattr__(name: str) -> Any:
    if name == "read":
        return import_module("onrecord.read")
    if name == "__version__":
        return metadata.version("onrecord")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
