"""The values that the annotation scheme allows, for checking what a question asks for."""

ACTS = (
    "assert",
    "confirm",
    "deny",
    "believe",
    "doubt",
    "ask",
    "request",
    "commit",
    "warn",
    "blame",
    "support",
    "want",
    "decline",
)
KINDS = ("person", "organisation", "outlet", "document", "group", "none")
IDENTITIES = ("named", "unnamed", "anonymous", "none")
FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U")
DISTANCES = ("neutral", "distancing", "endorsing")
QUOTES = ("direct", "indirect", "mixed")
