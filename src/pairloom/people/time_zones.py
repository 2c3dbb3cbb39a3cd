"""Time zones as people look for them: by area and place, with today's distance from UTC."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from pairloom.core import clock


@dataclass(frozen=True)
class Place:
    """A time zone by the place that it is named after."""

    zone: str
    area: str
    label: str


def _lines(name: str) -> list[str]:
    text = (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def places() -> tuple[Place, ...]:
    """Every place of the time zone database's table of zones, by area and name."""
    countries = dict(line.split("\t")[:2] for line in _lines("iso3166.tab"))
    found = []
    for line in _lines("zone.tab"):
        country, _, zone = line.split("\t")[:3]
        area, _, place = zone.partition("/")
        label = place.replace("_", " ").replace("/", ", ")
        found.append(Place(zone, area, f"{label} ({countries[country]})"))
    return tuple(sorted(found, key=lambda place: (place.area, place.label)))


@cache
def _known() -> dict[str, str]:
    """Every name of a zone in small letters, with the name that we keep for it."""
    kept = {place.zone for place in places()}
    links = {}
    for line in _lines("tzdata.zi"):
        if line.startswith("L "):
            _, zone, alias = line.split(" ")
            links[alias] = zone
    names = {name: name if name in kept else links.get(name, name) for name in available_timezones()}
    return {name.lower(): "UTC" if zone == "Etc/UTC" else zone for name, zone in names.items()}


def canonical_time_zone(name: str) -> str | None:
    """The present name of a zone: `Asia/Calcutta` is `Asia/Kolkata`. None where nobody knows it."""
    return _known().get(name.strip().replace(" ", "_").lower())


def distance_from_utc(zone: str, at: datetime | None = None) -> str:
    """Such as `UTC+05:30`, at that moment or now."""
    offset = (at or clock.now()).astimezone(ZoneInfo(zone)).strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"
