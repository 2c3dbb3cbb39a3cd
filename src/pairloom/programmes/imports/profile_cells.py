"""Cells that hold a part of somebody's profile: read as people write them, written as we export them.

A reader gives None for a cell that says nothing and raises `CellError` with a sentence about the cell.
"""

import re
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from pairloom.people.enums import Experience, Level, WayToMeet
from pairloom.people.fields import LONGEST_LANGUAGE, LONGEST_TOPIC, LinksFormField
from pairloom.people.languages import language_name
from pairloom.people.spelling import folded, tidy, without_repeats
from pairloom.people.widgets import MOST_TOPICS
from pairloom.programmes.bridge import (
    CellError,
    did_you_mean,
    is_blank,
    read_list,
    read_number,
    read_yes_no,
    split_level,
)

_LEVEL_WORDS = (
    tuple(str(level.label) for level in Level),
    ("basics", "working", "deep"),
    ("beginner", "intermediate", "advanced"),
    ("novice", "competent", "expert"),
    ("low", "medium", "high"),
    ("1", "2", "3"),
)
_WAYS = {
    **{folded(str(way.label)): way for way in WayToMeet},
    **{way.value: way for way in WayToMeet},
    **dict.fromkeys(("video call", "video calls", "call", "calls", "online", "video chat"), WayToMeet.VIDEO),
    **dict.fromkeys(("text chat", "messages", "messaging", "instant messaging"), WayToMeet.CHAT),
    **dict.fromkeys(("mail", "mails", "emails", "e-mails"), WayToMeet.EMAIL),
    **dict.fromkeys(("in-person", "face to face", "on site", "meet in person"), WayToMeet.IN_PERSON),
}
_WAY_NAMES = [str(way.label) for way in WayToMeet]
_EXPERIENCE = {
    **{folded(str(step.label)): step for step in Experience},
    **{step.value: step for step in Experience},
}
_YEARS = ((1, Experience.NEW), (3, Experience.SOME), (10, Experience.SEASONED))
_BETWEEN_LINKS = re.compile(r"[\s;]+|,(?=\s|\w+://|$)")
_AGREED = re.compile(r"\s*i\s+(?:have\s+read\s+and\s+)?(?:accept|agree|consent)", re.IGNORECASE)


def read_email(text: str) -> str | None:
    if not text:
        return None
    address = re.sub(r"^mailto:|[<>\s]", "", text.strip(), flags=re.IGNORECASE).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise CellError(f"{text!r} is not an e-mail address") from None
    return address


def text_up_to(longest: int) -> Callable[[str], str | None]:
    """Reads one line of text, refusing what is too long to keep."""

    def read(text: str) -> str | None:
        line = tidy(text)
        if len(line) > longest:
            raise CellError(f"this has {len(line)} characters; {longest} is the most. Please shorten it")
        return None if is_blank(line) else line

    return read


def read_topics(text: str) -> dict[str, Level] | None:
    """Topics with the level that stands behind them in brackets, working knowledge where there is none."""
    topics: dict[str, Level] = {}
    for item in read_list(text):
        name, level = _topic(item)
        if len(name) > LONGEST_TOPIC:
            raise CellError(
                f"“{name[:40]}…” is too long for a topic; {LONGEST_TOPIC} characters are the most"
            )
        topics.setdefault(name, level)
    if len(topics) > MOST_TOPICS:
        raise CellError(f"these are {len(topics)} topics; {MOST_TOPICS} is the most")
    return topics or None


def _topic(item: str) -> tuple[str, Level]:
    for words in _LEVEL_WORDS:
        name, place = split_level(item, words)
        if place is not None:
            return tidy(name), list(Level)[place]
    return tidy(item), Level.WORKING


def write_topics(topics: Mapping[str, Level]) -> str:
    return "; ".join(f"{name} ({Level(level).label})" for name, level in topics.items())


def read_languages(text: str) -> list[str] | None:
    """Languages by their English names, whatever they were called."""
    items = read_list(re.sub(r"\s+(?:and|&)\s+|/", ", ", text))
    languages = without_repeats(language_name(item) for item in items)
    for language in languages:
        if len(language) > LONGEST_LANGUAGE:
            raise CellError(f"“{language[:40]}…” is too long for a language")
    return languages or None


def read_ways_to_meet(text: str) -> list[str] | None:
    ways = []
    for item in read_list(text, ",;\n/"):
        way = _WAYS.get(folded(item))
        if way is None:
            raise CellError(f"{item!r} is not a way to meet{_hint(item, _WAY_NAMES)}")
        ways.append(way.value)
    return without_repeats(ways) or None


def write_ways_to_meet(ways: list[str]) -> str:
    return "; ".join(str(WayToMeet(way).label) for way in ways)


def read_experience(text: str) -> str | None:
    """A step of experience by its name, or from a number of years."""
    if is_blank(text):
        return None
    step = _EXPERIENCE.get(folded(text))
    if step is not None:
        return step.value
    try:
        years = read_number(text)
    except CellError:
        years = None
    if years is None or years < 0:
        names = [str(step.label) for step in Experience]
        raise CellError(f"{text!r} is no experience that we know{_hint(text, names)}")
    return next((step for limit, step in _YEARS if years < limit), Experience.VETERAN).value


def write_experience(step: str) -> str:
    return str(Experience(step).label) if step else ""


def read_links(text: str) -> list[str] | None:
    """Web addresses, one after the other."""
    if is_blank(text):
        return None
    try:
        links: list[str] = LinksFormField(required=False).clean(_BETWEEN_LINKS.split(text))
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from None
    return links or None


def read_consent(text: str) -> bool | None:
    """Whether somebody agreed; forms write "yes", or the sentence beside the box."""
    return True if _AGREED.match(text) else read_yes_no(text)


def write_list(items: list[str]) -> str:
    return "; ".join(items)


def _hint(text: str, known: list[str]) -> str:
    return did_you_mean(text, known) or f"; write {', '.join(known[:-1])} or {known[-1]}"
