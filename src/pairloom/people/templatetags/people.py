"""Parts of a profile in words."""

from collections.abc import Iterable

from django import template

from pairloom.people.enums import Experience, WayToMeet
from pairloom.people.time_zones import distance_from_utc

register = template.Library()


@register.filter
def ways_to_meet(values: Iterable[str]) -> list[str]:
    """`["video", "in-person"]` as `["video", "in person"]`."""
    return [str(WayToMeet(value).label) for value in values if value in WayToMeet.values]


@register.filter
def experience(value: str) -> str:
    return str(Experience(value).label)


@register.filter
def place_name(zone: str) -> str:
    """`America/New_York` as `America/New York, UTC-05:00`."""
    return f"{zone.replace('_', ' ')}, {distance_from_utc(zone)}"
