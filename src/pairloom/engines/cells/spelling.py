"""When two spellings mean the same, and what a misspelt word may have meant."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_SPACE = re.compile(r"\s+")


def same_key(text: str) -> str:
    """The form under which two spellings count as the same: case, width and spacing do not matter."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


def without_accents(text: str) -> str:
    """`text` with accents taken off its letters: "São Paulo" becomes "Sao Paulo"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A sentence end such as "; did you mean evenings?", or nothing where no choice is near."""
    by_key = {same_key(choice): choice for choice in sorted(choices)}
    near = get_close_matches(same_key(word), list(by_key), n=1, cutoff=0.7)
    return f"; did you mean {by_key[near[0]]}?" if near else ""
