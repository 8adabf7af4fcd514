"""What stands before the first sentence of a paragraph: datelines, bullets, times, labels."""

import re

#: Characters of a paragraph within which a lead and the first letter after it stand.
LONGEST_LEAD = 120

_PLACE = r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,4}(?:, ?[A-Z][\w’'.]+(?: [A-Z][\w’'.]+){0,2}){0,2}"
_DAY = (
    r",? ?(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?"
)
_AGENCY = r" ?\([A-Z][^()]{1,40}\)"
_LEAD = re.compile(
    rf"(?:{_PLACE}(?:{_DAY})?(?:{_AGENCY})?|[A-Z][^\W\d]+(?:,? [A-Z][\w’'.]+){{0,5}}{_AGENCY}) ?(?:--|[-–—]) ?(?=\S)"  # noqa: E501
    r"|[•·▪●*] ?(?=\w|[“\"‘'])"
    r"|\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?(?: ?[-–—:]| (?=[A-Z])) ?"
    r"|[QA]: ?(?=\S)"
)


def lead_end(paragraph: str) -> int:
    """Where the first sentence of a paragraph starts: 0 unless something stands before it.

    >>> lead_end("ELM (AP) - The dam holds.")
    11
    """
    match = _LEAD.match(paragraph)
    return match.end() if match else 0
