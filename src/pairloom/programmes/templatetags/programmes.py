"""Rounds in words."""

from django import template
from django.utils.translation import gettext as _

from pairloom.people.time_zones import distance_from_utc
from pairloom.programmes.models import ANYWHERE_ON_EARTH

register = template.Library()


@register.filter
def zone_name(zone: str) -> str:
    """`Etc/GMT+12` as `anywhere on earth`, `America/New_York` as `America/New York, UTC-05:00`."""
    if zone == ANYWHERE_ON_EARTH:
        return _("anywhere on earth")
    if zone == "UTC":
        return zone
    return f"{zone.replace('_', ' ')}, {distance_from_utc(zone)}"
