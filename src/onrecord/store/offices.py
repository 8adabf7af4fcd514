"""Whether a source speaks for the state: holds an office or is a body of government."""

import re

OFFICES = re.compile(
    r"""\b(?:president|vice[ -]president|prime[ ]minister|premier|chancellor|minister|ministers
    |ministry|ministries|secretary[ ](?:of|general)|secretary-general|governor|mayor|senators?|sen\.
    |congress(?:man|woman|men|people)?|representative\b|rep\.|lawmakers?|legislators?|councill?ors?
    |council(?:man|woman)|attorney[ ]general|district[ ]attorney|prosecutors?|judges?|justice
    |magistrate|sheriff|police|gendarmerie|ambassador|envoy|diplomats?|consul|commissioner
    |general|admiral|colonel|brigadier|lieutenant|army|navy|air[ ]force|military|coast[ ]guard
    |officials?|authorities|government|administration|cabinet|parliament|senate|house[ ]of
    |court|tribunal|department|embassy|white[ ]house|kremlin|pentagon|downing[ ]street|city[ ]hall
    |congress|legislature|federal|municipality|king|queen|crown[ ]prince|head[ ]of[ ]state
    |fbi|cia|nato|united[ ]nations|u\.n\.|european[ ](?:union|commission)|regulators?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
ELSEWHERE = re.compile(
    r"\b(?:campaign|company|corporate|industry|party|union|club|team|league|bank|church|school|"
    r"university|hospital|insurance|airline)\b",
    re.IGNORECASE,
)
KINDS = ("person", "group", "organisation")


def is_official(kind: str, *words: str | None) -> bool:
    """Whether a source of this kind, by any of the words for it (name, title, source), holds
    public office or is a public body; documents and outlets never do."""
    return kind in KINDS and any(
        OFFICES.search(w) is not None and ELSEWHERE.search(w) is None for w in words if w
    )
