"""Words of a sentence as the tagger knows them: clitics apart, hyphenated words whole."""

import re

from onrecord.domain import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Maj|Capt|Adm|St|Prof|Jr|Sr|Inc|Corp|Ltd|No"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\."
    r"|[^\W_]+(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b"
    r"|\d+(?:[.,:]\d+)*(?![^\W_]|[-–][^\W\d_])"
    r"|[^\W_]+(?:(?:[-–&.](?=[^\W_])|[’'](?=[^\W_]{3}))[^\W_]+)*"
    r"|[^\w\s]"
)


def tokens(text: str, sentence: Span) -> list[Span]:
    """Spans of the words and marks of one sentence, in order.

    >>> [s.of("Russia's ex-envoy didn't go.") for s in tokens("Russia's ex-envoy didn't go.",
    ...     Span(0, 28))]
    ['Russia', "'s", 'ex-envoy', 'did', "n't", 'go', '.']
    """
    found = _TOKEN.finditer(text, sentence.start, sentence.end)
    return [Span(m.start(), m.end()) for m in found]
