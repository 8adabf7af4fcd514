"""Language of a text, refused only when it is surely not English."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from onrecord.domain import State
from onrecord.ingest.refusal import RefusedInputError

_SAMPLE = 20_000
_ENOUGH = 60
_SURE = 0.95
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = re.compile(
    r"\b(?:the|of|and|to|in|a|is|that|for|it|was|on|with|as|be|at|by|this|have|from|or|are|not|he"
    r"|said|has|his|they|an|but|which|will|who|we|were|had|their|its|she)\b"
)
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> tuple[str, float]:
    """ISO 639-1 code of the likeliest language of the first 20,000 characters, and its
    probability (py3langid, after Lui and Baldwin 2012)."""
    code, probability = _identifier().classify(text[:_SAMPLE])
    return str(code), float(probability)


def require_english(text: str) -> str:
    """``"en"``, unless the text is long enough and surely another language.

    Raises ``RefusedInputError`` with ``unsupported-language`` that names the language.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    letters = sum(map(len, words))
    if _share_common(words) >= 0.2 or (letters < _ENOUGH and text.isascii()):
        return "en"
    code, probability = detect(text)
    foreign_script = letters and sum(c > "\u036f" for w in words for c in w) > 0.5 * letters
    if code == "en" or not (foreign_script or (letters >= _ENOUGH and probability >= _SURE)):
        return "en"
    name = _NAMES.get(code, f"language {code!r}")
    raise RefusedInputError(State.UNSUPPORTED_LANGUAGE, f"the text is {name}; only English is read")


def _share_common(words: list[str]) -> float:
    return sum(bool(_COMMON.fullmatch(word)) for word in words) / max(1, len(words))
