"""The papers that printers hold."""

from __future__ import annotations

from typing import Literal

Paper = Literal["a4", "us-letter"]

MILLIMETRES: dict[Paper, dict[str, float]] = {
    "a4": {"width": 210.0, "height": 297.0},
    "us-letter": {"width": 215.9, "height": 279.4},
}
