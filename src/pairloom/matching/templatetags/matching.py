"""Filters that only the matching pages need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def item(values: Mapping[str, Any] | None, key: str) -> Any:
    """The value of a key, or nothing."""
    return values.get(key, "") if values else ""


@register.filter
def add_number(text: str, number: int) -> str:
    """`weight-` and 3 as `weight-3`."""
    return f"{text}{number}"
