"""Scores as whole numbers: exact decimals wherever the solver has room for them, else as fine as it has."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.assignment.problem import Ints

ROOM = 2**61  # the flow solver multiplies costs by the number of people; this leaves a factor of four
MOST_DECIMALS = 18


def fitting_decimals(top: float | Decimal, decimals: int, people: int) -> int:
    """How many of the decimals can be kept when the largest score is `top`: never coarser than 1e-9 of it."""
    limit = ROOM // (people + 2)
    kept = min(decimals, MOST_DECIMALS)
    while kept > 0 and Decimal(top).scaleb(kept) > limit:
        kept -= 1
    return kept


def whole_scores(values: NDArray[np.float64], decimals: int) -> Ints:
    """Each value times 10 ** decimals, to the nearest whole number.

    A decimal fraction of up to 15 digits comes out exactly: where the product is too large for floating
    point to count in ones, it is taken from the number's shortest decimal spelling instead.
    """
    scaled = values * 10.0**decimals
    whole: Ints = np.rint(np.where(np.abs(scaled) < 2**62, scaled, 0)).astype(np.int64)
    for at in np.flatnonzero(np.abs(scaled) >= 2**50):
        whole[at] = int(Decimal(repr(float(values[at]))).scaleb(decimals).to_integral_value())
    return whole


def in_units(score: int, decimals: int) -> Decimal:
    """A whole-number score in the user's units, without trailing zeros: 83 and 2 decimals give 0.83."""
    value = Decimal(score).scaleb(-decimals)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
