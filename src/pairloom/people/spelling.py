"""One spelling for what people type: the same word is the same topic, language or link."""

import unicodedata
from collections.abc import Callable, Iterable

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def tidy(text: str) -> str:
    """Without spaces around it, and with single ones inside."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """What two spellings of the same word have in common: neither case nor spaces count."""
    return tidy(text).casefold()


def plain(text: str) -> str:
    """Folded, and without accents: how somebody types a name who hears it."""
    parts = unicodedata.normalize("NFKD", folded(text).translate(_STROKES))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def without_repeats(texts: Iterable[str], *, key: Callable[[str], str] = folded) -> list[str]:
    """Each text once, tidied, in order; empty ones are left out. The first spelling wins."""
    first: dict[str, str] = {}
    for text in texts:
        if kept := tidy(text):
            first.setdefault(key(kept), kept)
    return list(first.values())
