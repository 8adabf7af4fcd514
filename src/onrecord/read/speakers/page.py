"""A document as tokens that know their sentence, their paragraph and whether they are quoted."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from onrecord.domain import Span
from onrecord.read.quotations import quotations
from onrecord.read.sentences import paragraphs, sentences

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|(?:Messrs|Mrs|Mr|Ms|Dr|Sens|Sen|Reps|Rep|Govs|Gov|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl"
    r"|Prof|Rev|Hon|Jr|Sr|St|Supt|Det|Insp|Brig|Pres|Atty|Amb|Inc|Corp|Co|Ltd)\."
    r"|[A-Z]\.(?=\s+[A-Z])"
    r"|['’]s\b"
    r"|[^\W_](?:[^\W_]|[-‑](?=[^\W_])|['’](?!s\b)(?=[^\W_])|&(?=[A-Z])|(?<=\d)[.,](?=\d))*"
    r"|--|``|''|[^\w\s]|_"
)


_ARABIC = re.compile(r"(?:al|el|as|ash|ad|an|ar)-[A-Z]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. ``capital`` is true when it starts with a capital letter."""

    start: int
    end: int
    text: str
    sentence: int
    paragraph: int
    quoted: bool
    capital: bool
    word: bool


class Page:
    """The tokens of ``text`` in order, with look-ups by offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = sentences(text)
        self.paragraphs = paragraphs(text)
        self.quotes = tuple(q.span for q in quotations(text))
        self._sentence_starts = [s.start for s in self.sentences]
        self._paragraph_starts = [s.start for s in self.paragraphs]
        self._quote_starts = [s.start for s in self.quotes]
        self.tokens = tuple(self._token(m) for m in _TOKEN.finditer(text))
        self._lower = [t.text.lower() for t in self.tokens]
        self._starts = [t.start for t in self.tokens]

    def _token(self, match: re.Match[str]) -> Token:
        at, text = match.start(), match[0]
        first = text[0]
        return Token(
            at,
            match.end(),
            text,
            self.sentence(at),
            self.paragraph(at),
            self.quoted(at),
            first.isupper() or bool(_ARABIC.match(text)),
            first.isalnum(),
        )

    def sentence(self, at: int) -> int:
        """Number of the sentence that holds offset ``at``."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def paragraph(self, at: int) -> int:
        """Number of the paragraph that holds offset ``at``."""
        return max(0, bisect_right(self._paragraph_starts, at) - 1)

    def quoted(self, at: int) -> bool:
        """Whether offset ``at`` lies inside quotation marks."""
        i = bisect_right(self._quote_starts, at) - 1
        return i >= 0 and at < self.quotes[i].end

    def quote(self, at: int) -> Span | None:
        """The quotation around offset ``at``."""
        i = bisect_right(self._quote_starts, at) - 1
        return self.quotes[i] if i >= 0 and at < self.quotes[i].end else None

    def index(self, at: int) -> int:
        """Number of the first token that ends after offset ``at``."""
        i = bisect_right(self._starts, at) - 1
        return i if i >= 0 and self.tokens[i].end > at else i + 1

    def within(self, span: Span) -> range:
        """Numbers of the tokens that lie in ``span``."""
        return range(self.index(span.start), self.index(span.end))

    def opens(self, i: int) -> bool:
        """Whether token ``i`` is the first word of its sentence."""
        j = i - 1
        while j >= 0 and not self.tokens[j].word and self.tokens[j].text not in ".!?":
            if self.tokens[j].sentence != self.tokens[i].sentence:
                return True
            j -= 1
        return j < 0 or self.tokens[j].sentence != self.tokens[i].sentence

    def token(self, i: int) -> Token | None:
        """Token ``i``, or ``None`` outside the page."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def lower(self, i: int) -> str:
        """Token ``i`` in lower case, or the empty string outside the page."""
        return self._lower[i] if 0 <= i < len(self._lower) else ""

    def span(self, first: int, last: int) -> Span:
        """From token ``first`` to token ``last``, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def words(self, span: Span) -> str:
        """The words of ``span`` with white space made single."""
        return " ".join(span.of(self.text).split())

    @cached_property
    def lowercase(self) -> frozenset[str]:
        """Words that the page also writes without a capital."""
        return frozenset(t.text for t in self.tokens if t.word and not t.capital)

    @cached_property
    def titled(self) -> frozenset[int]:
        """Numbers of the sentences set in title case or capitals, as headlines are."""
        found = set()
        for number, words in self._long_words().items():
            capital = sum(w[0].isupper() for w in words)
            if len(words) >= 4 and capital >= 0.75 * len(words):
                found.add(number)
        return frozenset(found)

    def _long_words(self) -> dict[int, list[str]]:
        out: dict[int, list[str]] = {}
        for token in self.tokens:
            if token.word and len(token.text) > 3 and not token.text[0].isdigit():
                out.setdefault(token.sentence, []).append(token.text)
        return out
