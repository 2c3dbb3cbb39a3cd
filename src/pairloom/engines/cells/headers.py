"""Finding a column by what its header says, though every form words it a little differently."""

import re
from collections.abc import Sequence

from pairloom.engines.cells.spelling import same_key, without_accents

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[\W_]+")


def header_key(header: str) -> str:
    """A header without case, accents, punctuation and what stands in brackets."""
    plain = _NOT_WORDS.sub(" ", without_accents(same_key(_BRACKETS.sub(" ", header)))).strip()
    return plain or _NOT_WORDS.sub(" ", same_key(header)).strip()


def find_header(wanted: Sequence[str], headers: Sequence[str]) -> str | None:
    """The first header that says one of `wanted`: exactly, or by `header_key`. None where none does."""
    by_key: dict[str, str] = {}
    for header in headers:
        by_key.setdefault(header_key(header), header)
    for phrase in wanted:
        if phrase in headers:
            return phrase
        if header_key(phrase) in by_key:
            return by_key[header_key(phrase)]
    return None
