"""The search language: words, "phrases", AND, OR, NOT, (…) and fields such as ``speaker:``.

    query  = either
    either = both ("OR" both)*
    both   = not ("AND"? not)*
    not    = ("NOT" | "-") not | "(" either ")" | FIELD ":" value | "phrase" | word | prefix*

Operators are upper-case, so that "and" and "not" can be searched for as words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.ask.errors import QuestionError, did_you_mean
from onrecord.ask.periods import period
from onrecord.ask.values import ACTS

FIELDS = ("speaker", "outlet", "act", "since", "until", "about")


@dataclass(frozen=True, slots=True)
class Words:
    """One word or phrase to find in what was said; ``prefix`` matches longer words too."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on one field; ``name`` is one of ``FIELDS``."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Parts that must all hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Parts of which one must hold."""

    parts: tuple["Node", ...]


Node: TypeAlias = Words | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: ``kind`` is phrase, open, close, minus, field or word."""

    kind: str
    text: str
    at: int


TOKEN = re.compile(
    r"""\s*(?:
        (?P<phrase>"[^"]*") |
        (?P<open>\() | (?P<close>\)) |
        (?P<minus>-(?=[^\s)])) |
        (?P<field>[A-Za-z_]+):(?!//) |
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MAX_LENGTH = 2000
MAX_DEPTH = 50


def parse_query(text: str) -> Node:
    """The tree of a query.

    Raises ``QuestionError``, which says where and why and what to write instead, when the
    query cannot be understood.
    """
    if len(text) > MAX_LENGTH:
        raise QuestionError(f"a query can have at most {MAX_LENGTH} characters")
    plain = CONTROL.sub(" ", text.encode(errors="replace").decode())
    return _Parser(text, list(_tokens(plain.replace("“", '"').replace("”", '"')))).whole()


def _tokens(text: str) -> Iterator[Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            column = text.index('"', at) + 1
            raise QuestionError(f'the quotation mark at column {column} is never closed: add a "')
        kind = found.lastgroup
        yield Token(kind, found[kind], found.start(kind))
        at = found.end()


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens, self.at, self.depth = text, tokens, 0, 0

    def whole(self) -> Node:
        if not self.tokens:
            raise QuestionError('an empty query: write words, a "phrase" or a field (speaker:name)')
        node = self.either()
        if self.at < len(self.tokens):
            column = self.tokens[self.at].at + 1
            raise QuestionError(f"the ')' at column {column} closes nothing: remove it")
        return node

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take_operator(self, *names: str) -> bool:
        token = self.peek()
        if token is None or token.kind != "word" or token.text not in names:
            return False
        self.at += 1
        return True

    def either(self) -> Node:
        parts = [self.both()]
        while self.take_operator("OR"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Node:
        parts = [self.negated()]
        while self.take_operator("AND") or self.goes_on():
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def goes_on(self) -> bool:
        token = self.peek()
        return token is not None and token.kind != "close" and token.text != "OR"

    def negated(self) -> Node:
        token = self.peek()
        if token is not None and token.kind == "minus":
            self.at += 1
        elif not self.take_operator("NOT"):
            return self.atom()
        self.go_deeper()
        node = Not(self.negated())
        self.depth -= 1
        return node

    def atom(self) -> Node:
        token = self.peek()
        if token is None or (token.kind == "word" and token.text in ("AND", "OR")):
            raise self.missing(token)
        self.at += 1
        if token.kind == "open":
            return self.inside(token)
        if token.kind == "field":
            return self.field(token)
        if token.kind == "phrase":
            return _words(token.text[1:-1], token, prefix=False)
        if token.kind == "word":
            return _words(token.text.rstrip("*"), token, prefix=token.text.endswith("*"))
        raise QuestionError(f"something to find must come before the ')' at column {token.at + 1}")

    def missing(self, token: Token | None) -> QuestionError:
        before = self.tokens[self.at - 1].text if self.at else None
        if token is not None:
            return QuestionError(
                f"{token.text} at column {token.at + 1} needs something before it; "
                f'to search for the word, quote it: "{token.text.lower()}"'
            )
        return QuestionError(f"the query ends after {before!r}: something to find must follow")

    def go_deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QuestionError(f"the query is nested more than {MAX_DEPTH} deep")

    def inside(self, opened: Token) -> Node:
        self.go_deeper()
        node = self.either()
        self.depth -= 1
        closing = self.peek()
        if closing is None:
            raise QuestionError(f"the '(' at column {opened.at + 1} is never closed: add a ')'")
        self.at += 1
        return node

    def field(self, token: Token) -> Field:
        name = token.text.lower()
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"the fields are {', '.join(FIELDS)}"
            quoted = f'to search for the text, quote it: "{token.text}:…"'
            raise QuestionError(f"there is no field {token.text!r}; {hint}; {quoted}")
        value = self.peek()
        begin = token.at + len(token.text) + 1
        if value is None or value.kind not in ("word", "phrase") or value.at != begin:
            example = '"Jane Doe"' if name in ("speaker", "about") else "VALUE"
            raise QuestionError(f"{name}: needs a value right after the colon: {name}:{example}")
        self.at += 1
        return Field(name, checked_value(name, value.text.strip('"').strip()))


def checked_value(name: str, value: str) -> str:
    """The value of a field, or ``QuestionError`` when the field cannot have it."""
    if not value:
        raise QuestionError(f"{name}: has an empty value")
    if name == "act" and value.lower() not in ACTS:
        hint = did_you_mean(value.lower(), ACTS) or f"the acts are {', '.join(ACTS)}"
        raise QuestionError(f"{value!r} is not an act; {hint}")
    if name in ("since", "until"):
        period(value)
    return value.lower() if name == "act" else value


def _words(text: str, token: Token, *, prefix: bool) -> Words:
    if not any(c.isalnum() for c in text):
        raise QuestionError(f"{token.text} at column {token.at + 1} has no letter or digit to find")
    return Words(text, prefix)
