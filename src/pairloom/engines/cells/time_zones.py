"""Time zones as people write them: "Europe/Berlin", "CET", "UTC+2", "Berlin", "(GMT+5:30) Mumbai"."""

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from pairloom.engines.cells.errors import CellError
from pairloom.engines.cells.lists import is_blank
from pairloom.engines.cells.spelling import did_you_mean, same_key, without_accents

# What people mean by a three-letter name is the clock on their wall, summer time included.
_ABBREVIATIONS = {
    **dict.fromkeys(("utc", "gmt", "z", "zulu", "utc time"), "UTC"),
    **dict.fromkeys(("cet", "cest", "mez", "mesz", "central european time"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest", "eastern european time"), "Europe/Helsinki"),
    **dict.fromkeys(("wet", "west"), "Europe/Lisbon"),
    **dict.fromkeys(("bst", "uk", "uk time", "british time"), "Europe/London"),
    **dict.fromkeys(("msk",), "Europe/Moscow"),
    **dict.fromkeys(("trt",), "Europe/Istanbul"),
    **dict.fromkeys(("et", "est", "edt", "eastern", "eastern time", "us eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt", "central", "central time", "us central"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain", "mountain time", "us mountain"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific", "pacific time", "us pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("brt", "brasilia time"), "America/Sao_Paulo"),
    **dict.fromkeys(("art",), "America/Argentina/Buenos_Aires"),
    **dict.fromkeys(("clt", "clst"), "America/Santiago"),
    **dict.fromkeys(("ist", "india", "india time", "indian standard time"), "Asia/Kolkata"),
    **dict.fromkeys(("pkt",), "Asia/Karachi"),
    **dict.fromkeys(("npt",), "Asia/Kathmandu"),
    **dict.fromkeys(("wib",), "Asia/Jakarta"),
    **dict.fromkeys(("ict",), "Asia/Bangkok"),
    **dict.fromkeys(("sgt",), "Asia/Singapore"),
    **dict.fromkeys(("hkt",), "Asia/Hong_Kong"),
    **dict.fromkeys(("china", "china standard time", "beijing time"), "Asia/Shanghai"),
    **dict.fromkeys(("jst", "japan"), "Asia/Tokyo"),
    **dict.fromkeys(("kst",), "Asia/Seoul"),
    **dict.fromkeys(("awst",), "Australia/Perth"),
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt", "nzt"), "Pacific/Auckland"),
    **dict.fromkeys(("wat",), "Africa/Lagos"),
    **dict.fromkeys(("cat",), "Africa/Maputo"),
    **dict.fromkeys(("eat",), "Africa/Nairobi"),
    **dict.fromkeys(("sast",), "Africa/Johannesburg"),
}
_CITIES = {
    **dict.fromkeys(
        ("munich", "hamburg", "cologne", "frankfurt", "stuttgart", "leipzig", "germany"), "Europe/Berlin"
    ),
    **dict.fromkeys(("barcelona", "valencia", "seville", "spain"), "Europe/Madrid"),
    **dict.fromkeys(("milan", "turin", "naples", "italy"), "Europe/Rome"),
    **dict.fromkeys(("geneva", "basel", "bern", "switzerland"), "Europe/Zurich"),
    **dict.fromkeys(("lyon", "marseille", "toulouse", "france"), "Europe/Paris"),
    **dict.fromkeys(("rotterdam", "utrecht", "netherlands"), "Europe/Amsterdam"),
    **dict.fromkeys(
        ("manchester", "edinburgh", "glasgow", "bristol", "cambridge", "england"), "Europe/London"
    ),
    **dict.fromkeys(("porto", "portugal"), "Europe/Lisbon"),
    **dict.fromkeys(("krakow", "gdansk", "wroclaw", "poland"), "Europe/Warsaw"),
    **dict.fromkeys(("brno", "czechia"), "Europe/Prague"),
    **dict.fromkeys(("gothenburg", "sweden"), "Europe/Stockholm"),
    **dict.fromkeys(("ankara", "izmir"), "Europe/Istanbul"),
    **dict.fromkeys(("boston", "washington", "atlanta", "miami", "philadelphia", "nyc"), "America/New_York"),
    **dict.fromkeys(("austin", "dallas", "houston", "minneapolis"), "America/Chicago"),
    **dict.fromkeys(("san francisco", "seattle", "portland", "san diego", "san jose"), "America/Los_Angeles"),
    **dict.fromkeys(("montreal", "ottawa"), "America/Toronto"),
    **dict.fromkeys(("rio de janeiro", "rio", "brasilia", "curitiba", "belo horizonte"), "America/Sao_Paulo"),
    **dict.fromkeys(("guadalajara",), "America/Mexico_City"),
    **dict.fromkeys(("medellin",), "America/Bogota"),
    **dict.fromkeys(
        ("mumbai", "delhi", "new delhi", "bangalore", "bengaluru", "chennai", "hyderabad", "pune"),
        "Asia/Kolkata",
    ),
    **dict.fromkeys(("lahore", "islamabad"), "Asia/Karachi"),
    **dict.fromkeys(("beijing", "shenzhen", "guangzhou", "hangzhou", "chengdu"), "Asia/Shanghai"),
    **dict.fromkeys(("osaka", "kyoto"), "Asia/Tokyo"),
    **dict.fromkeys(("hanoi", "saigon"), "Asia/Ho_Chi_Minh"),
    **dict.fromkeys(("tel aviv",), "Asia/Jerusalem"),
    **dict.fromkeys(("abu dhabi",), "Asia/Dubai"),
    **dict.fromkeys(("canberra",), "Australia/Sydney"),
    **dict.fromkeys(("wellington",), "Pacific/Auckland"),
    **dict.fromkeys(("cape town", "durban", "pretoria"), "Africa/Johannesburg"),
    **dict.fromkeys(("abuja",), "Africa/Lagos"),
    **dict.fromkeys(("kumasi",), "Africa/Accra"),
    **dict.fromkeys(("mombasa", "kenya"), "Africa/Nairobi"),
}
_OFFSET = re.compile(r"^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?(?:\s*h)?$")
_BRACKETED = re.compile(r"^(.*?)\(([^)]*)\)(.*)$")


def read_time_zone(text: str) -> str | None:
    """The IANA name that a cell means, or a fixed offset as "UTC+05:30"; None for a blank cell.

    Raises:
        CellError: where nothing known is meant, with the nearest known name.
    """
    if is_blank(text):
        return None
    for piece in _pieces(text):
        zone = _known(piece)
        if zone is not None:
            return zone
    names = {*_cities(), *_CITIES, *(name.upper() for name in _ABBREVIATIONS if len(name) <= 4)}
    near = did_you_mean(text.split("/")[-1].replace("_", " "), names)
    raise CellError(f"{text!r} is not a time zone{near or '; write one like Europe/Berlin, CET or UTC+2'}")


def resolve_time_zone(name: str) -> tzinfo:
    """The zone for a name that `read_time_zone` returned.

    Raises:
        KeyError: (as `ZoneInfoNotFoundError`) for an unknown name.
    """
    match = _OFFSET.match(name.casefold())
    if match is None:
        return ZoneInfo(name)
    sign = -1 if match[1] == "-" else 1
    return timezone(sign * timedelta(hours=int(match[2]), minutes=int(match[3] or 0)))


def _pieces(text: str) -> list[str]:
    """The whole text; what stands outside, then inside its brackets; each side of a comma."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text.strip())
    pieces = [plain]
    match = _BRACKETED.match(plain)
    if match:
        pieces += [f"{match[1]} {match[3]}".strip(), match[2].strip()]
    pieces += [piece.strip() for piece in re.split(r",| [-/] ", pieces[1] if match else plain)]
    return [piece for piece in pieces if piece]


def _known(text: str) -> str | None:
    key = without_accents(same_key(text)).replace("_", " ")
    if key in _ABBREVIATIONS:
        return _ABBREVIATIONS[key]
    offset = _OFFSET.match(key)
    if offset:
        return _fixed(offset)
    return _names().get(key) or _CITIES.get(key) or _cities_by_key().get(key)


def _fixed(match: re.Match[str]) -> str:
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 14 or (hours == 14 and minutes):
        raise CellError(f"{match[0].upper()!r} is not a time zone; offsets go from UTC-12 to UTC+14")
    return f"UTC{match[1]}{hours:02d}:{minutes:02d}" if hours or minutes else "UTC"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """IANA names by their key. Old short names (EST, CET) are left to the abbreviations."""
    return {
        without_accents(same_key(name)).replace("_", " "): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith("Etc/")
    }


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Cities of the IANA names, as people write them, with the zone that is theirs."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return {
        name.rsplit("/", 1)[-1].replace("_", " "): name
        for name in sorted(_names().values(), reverse=True)
        if name.startswith(areas)
    }


@lru_cache(maxsize=1)
def _cities_by_key() -> dict[str, str]:
    return {same_key(city): name for city, name in _cities().items()}
