"""Signatures of the documents on record: made once with vectors, later from what is stored."""

from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias, cast

import apsw
import numpy as np

from onrecord.domain import Reading
from onrecord.infer.sentences import WIDTH, SentenceEncoder
from onrecord.infer.trees import MODELS
from onrecord.match.signature import Signature, Terms, sign, spans_to_encode, topic
from onrecord.store.documents import load_document
from onrecord.store.readings import unpack
from onrecord.store.rows import unique_statements

MODEL = MODELS
#: Signatures kept in memory, since documents of one story come together.
REMEMBERED = 256

#: What a signature follows from: the document as it stands, its reading in force, its vectors.
Source: TypeAlias = tuple[str, str | None, str | None, str | None, bytes, bytes | None]
SOURCE = """
SELECT d.uid, d.context, d.outlet, d.url, r.body, v.body FROM document d
JOIN reading r ON r.document_id = d.id LEFT JOIN d_vector v ON v.document = d.uid
WHERE d.id = ? ORDER BY r.context = d.context DESC, r.id DESC LIMIT 1"""


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """The shipped sentence encoder."""
    return SentenceEncoder(Path(str(files("onrecord") / "models" / MODEL)))


def made(db: apsw.Connection, number: int) -> tuple[Signature, bytes]:
    """The signature of a document as read, and its vectors as they are to be stored."""
    *known, body, _ = _source(db, number)
    reading = _reading(db, number, body)
    vectors = encoder().encode(reading.document.text, spans_to_encode(reading))
    packed = vectors.astype(np.float16).tobytes()
    signature = _signed(reading, packed)
    _remember((*known, body, packed), signature)
    return signature, packed


def signature(db: apsw.Connection, number: int) -> Signature:
    """The signature of a document that was linked. Raises ``KeyError`` if there is none."""
    source = _source(db, number)
    *_, body, packed = source
    if packed is None:
        raise KeyError(number)
    found = _kept.get(source) or _signed(_reading(db, number, body), packed)
    _remember(source, found)
    return found


def topic_of(signature: Signature) -> Terms:
    """What finds the documents to compare one with, by weight."""
    return topic(signature.document.text, encoder().weight)


def _source(db: apsw.Connection, number: int) -> Source:
    found = cast(Source | None, db.execute(SOURCE, (number,)).fetchone())
    if found is None:
        raise KeyError(number)
    return found


def _reading(db: apsw.Connection, number: int, body: bytes) -> Reading:
    """What the matcher needs of a reading: each statement once, and the quantities."""
    reading = unpack(body, load_document(db, number), ("statements", "quantities"))
    return replace(reading, statements=tuple(unique_statements(reading)))


def _signed(reading: Reading, packed: bytes) -> Signature:
    vectors = np.frombuffer(packed, np.float16).reshape(-1, WIDTH).astype(np.float32)
    return sign(reading, vectors, encoder().weight)


_kept: dict[Hashable, Signature] = {}


def _remember(source: Hashable, found: Signature) -> None:
    """Keeps a signature as the one used last."""
    _kept.pop(source, None)
    _kept[source] = found
    if len(_kept) > REMEMBERED:
        del _kept[next(iter(_kept))]
