"""Scores of any size as the engine's whole numbers, and back."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.timetable import UNITS

MOST_DECIMALS = round(math.log10(UNITS))


def decimals_for(top: float) -> int:
    """How many decimals of scores up to `top` the units hold: 6 up to 1, 5 up to 10, -3 up to 1e9."""
    return MOST_DECIMALS - max(0, math.ceil(math.log10(top))) if top > 1 else MOST_DECIMALS


def in_units(scores: NDArray[np.float64], decimals: int) -> NDArray[np.int64]:
    """Each score as a whole number of `10 ** -decimals`, rounded."""
    return np.rint(scores * 10.0**decimals).astype(np.int64)


def from_units(units: int, decimals: int) -> float | int:
    """A sum of scores in the user's units; a whole number where it is one."""
    value = Decimal(units).scaleb(-decimals)
    return int(value) if value == value.to_integral_value() else float(value)
