"""How near two texts are in meaning, by packaged static word vectors: no network, same answer every time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LENGTH = (
    4000  # of a vector; products of two such whole-number vectors stay below 2**24, so float32 sums are exact
)
FAR, NEAR = (
    0.1,
    0.7,
)  # cosines that count as nothing and as all: unrelated texts lie about 0.1, paraphrases near 0.6
_WORD = re.compile(r"\w")
_BATCH = 1024


@lru_cache(maxsize=1)
def _model() -> Any:
    import wordllama  # takes longer to load than all the rest of a small match

    # Without the folder it looks for its tokenizer elsewhere, and then on the network.
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, 256) whole-number vectors of length about `LENGTH`; zeros for a text without words.

    Whole numbers make every sum of products exact, so that likeness does not depend on the order of the rows.
    """
    found = np.zeros((len(texts), 256), np.float32)
    worded = [place for place, text in enumerate(texts) if _WORD.search(text)]
    for start in range(0, len(worded), _BATCH):
        places = worded[start : start + _BATCH]
        raw = np.asarray(_model().embed([texts[place] for place in places], norm=False), np.float64)
        lengths = np.linalg.norm(raw, axis=1, keepdims=True)
        found[places] = np.rint(raw / np.where(lengths > 0, lengths, 1) * (LENGTH - 8))
    return found


def share_of_likeness(product: NDArray[np.float32]) -> NDArray[np.float64]:
    """From the product of two `vectors` to a share of 0 to 1."""
    cosine = product.astype(np.float64) / (LENGTH - 8) ** 2
    return np.clip((cosine - FAR) / (NEAR - FAR), 0.0, 1.0)
