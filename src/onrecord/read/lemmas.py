"""Lemmas of English verbs and nouns, by spelling rules and a list of irregular forms."""

from collections.abc import Container
from functools import cache

from onrecord.read.lexicons import sections


@cache
def irregular() -> dict[str, str]:
    """Irregular form to lemma."""
    pairs = (entry.split(":") for entry in sections("irregular")["forms"])
    return {form: lemma for lemma, forms in pairs for form in forms.split(",")}


def lemma(word: str, known: Container[str]) -> str:
    """The first candidate lemma of a lower-case ``word`` that is ``known``, else ``word``."""
    if word in known:
        return word
    return next((c for c in candidates(word) if c in known), word)


@cache
def candidates(word: str) -> tuple[str, ...]:
    """Possible lemmas of a lower-case word, likeliest first."""
    out = [irregular()[word]] if word in irregular() else []
    if word.endswith(("ies", "ied")):
        out.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        out += [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            out += [stem + "e", stem]
            if stem[-1] == stem[-2]:
                out.append(stem[:-1])
    return tuple(out)
