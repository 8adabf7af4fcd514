"""The enumerated fields of a statement, in the order the meaning head scores them."""

from typing import Final

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "kind": ("person", "organisation", "outlet", "document", "group", "none"),
    "identity": ("named", "unnamed", "anonymous", "none"),
    "act": (
        "assert", "confirm", "deny", "believe", "doubt", "ask", "request",
        "commit", "warn", "blame", "support", "want", "decline",
    ),
    "factuality": ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"),
    "reporter": ("neutral", "distancing", "endorsing"),
    "forecast": ("false", "true"),
    "conditional": ("false", "true"),
}  # fmt: skip

WIDTH: Final = sum(map(len, FIELDS.values()))
