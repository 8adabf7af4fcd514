"""A reading made by hand, without a model: one article with every sort of statement."""

from onrecord.domain import (
    Block,
    Document,
    Reading,
    Reason,
    Span,
    Speaker,
    Statement,
    TimeValue,
    Verification,
    statement_id,
)

PARAGRAPHS = (
    "Tarsenne appeals for weapons as warships lie off coast",
    "“We do not ask for your sons,” President Elian Corvasse said in a televised address on "
    "Tuesday. “We ask for your weapons.”",
    "Two landing ships were seen off the cape.",
    "Kharvel’s defence ministry denied that a ship had fired on a fishing boat. “Not one round "
    "has been fired,” spokesman Ostap Velimar told reporters.",
    "Tarsenne asked Brenmark for 24 launchers, according to a diplomat who has read the letter. "
    "The diplomat, who would speak only anonymously, said that Corvasse had told aides it "
    "“might be too late by Friday”.",
    "The newspaper could not independently verify the account.",
    "If the squadron stays, the narrows will be closed, Corvasse said.",
)
TEXT = "\n\n".join(PARAGRAPHS)
CORVASSE = "Elian Corvasse"


def span(words: str, after: str = "") -> Span:
    """Where the words stand in the text, counting from the first ``after``."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def document() -> Document:
    """The article, with its blocks."""
    kinds = ["heading", *["paragraph"] * (len(PARAGRAPHS) - 1)]
    blocks = tuple(Block(span(p), k) for p, k in zip(PARAGRAPHS, kinds, strict=True))
    return Document(
        id="sample",
        text=TEXT,
        title=PARAGRAPHS[0],
        outlet="The Harbour Post",
        url="https://harbourpost.example/world/appeal",
        byline="By Ann Example",
        published="2025-09-16",
        language="en",
        path="appeal.html",
        blocks=blocks,
        removed=("Sign up for our newsletter",),
    )


def reading(*extra: Statement) -> Reading:
    """The article as read, with ``extra`` statements after those of ``statements``."""
    return Reading(document(), "onrecord-sample", statements=(*statements(), *extra))


def statements() -> tuple[Statement, ...]:
    """One statement of every sort."""
    told = _aides_told()
    outer = _diplomat_said()
    return (
        _appeal(),
        _own_voice(),
        _denial(),
        _letter(),
        outer,
        _nested(told, outer.id),
        _condition(),
    )


def _make(source: str, cue: str, content: tuple[Span, ...], name: str, **more: object) -> Statement:
    first = content[0]
    near = TEXT.rindex("\n", 0, first.start)
    who, how = _near(source, near), _near(cue, near)
    key = statement_id(document(), [who], [how], content)
    speaker = Speaker(name, mention=span(name))
    return Statement(key, content, (who,), (how,), speaker=speaker, **more)  # type: ignore[arg-type]


def _near(words: str, start: int) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def _appeal() -> Statement:
    when = TimeValue(span("Tuesday"), "DATE", "2025-09-16", begin="2025-09-16", end="2025-09-16")
    return _make(
        "President Elian Corvasse",
        "said",
        (span("“We do not ask for your sons,”"), span("“We ask for your weapons.”")),
        CORVASSE,
        quote="direct",
        kind="person",
        identity="named",
        title=(span("President"),),
        via=(span("in a televised address"),),
        when=(when,),
        confidence=0.97,
    )


def _own_voice() -> Statement:
    content = (span("Two landing ships were seen off the cape."),)
    key = statement_id(document(), None, None, content)
    return Statement(key, content, speaker=Speaker("The Harbour Post"), kind="outlet")


def _denial() -> Statement:
    why = Reason("act", "deny", "cue lexicon", 0.93, (span("denied"),))
    return _make(
        "Kharvel’s defence ministry",
        "denied",
        (span("that a ship had fired on a fishing boat"),),
        "Kharvel’s defence ministry",
        kind="organisation",
        identity="named",
        act="deny",
        factuality="CT-",
        confidence=0.91,
        reasons=(why,),
    )


def _letter() -> Statement:
    check = Verification(
        "unverified", "The Harbour Post", (span("could not independently verify"),)
    )
    return _make(
        "a diplomat who has read the letter",
        "according to",
        (span("Tarsenne asked Brenmark for 24 launchers"),),
        "a diplomat",
        kind="person",
        identity="anonymous",
        basis=(span("who has read the letter"),),
        verification=check,
        confidence=0.88,
    )


def _diplomat_said() -> Statement:
    return _make(
        "The diplomat",
        "said",
        (span("that Corvasse had told aides it “might be too late by Friday”"),),
        "a diplomat",
        kind="person",
        identity="anonymous",
        quote="mixed",
        confidence=0.86,
    )


def _aides_told() -> tuple[Span, ...]:
    return (span("it “might be too late by Friday”"),)


def _nested(content: tuple[Span, ...], parent: str) -> Statement:
    return _make(
        "Corvasse",
        "told",
        content,
        CORVASSE,
        quote="mixed",
        kind="person",
        identity="named",
        factuality="PS+",
        forecast=True,
        addressee=(span("aides"),),
        parent=parent,
        confidence=0.64,
    )


def _condition() -> Statement:
    return _make(
        "Corvasse",
        "said",
        (span("If the squadron stays, the narrows will be closed"),),
        CORVASSE,
        kind="person",
        identity="named",
        act="warn",
        factuality="PR+",
        forecast=True,
        conditional=True,
        confidence=0.9,
    )
