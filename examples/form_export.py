"""Writes people as a form service exports its answers, with the mess that such files have."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from dice import Dice
from person import LEVELS, Person, Topics

HEADER = (
    "Timestamp",
    "Name",
    "Pronouns",
    "E-mail address",
    "I want to take part as",
    "How many mentees can you take?",
    "How many mentors would you like?",
    "Topics you want to learn",
    "Topics you can help with",
    "Languages",
    "Time zone",
    "When are you free in the week?",
    "How you like to meet",
    "Employer",
    "Experience",
    "What do you hope for?",
    "A line about yourself",
    "I accept the code of conduct",
)
OPENED = datetime(2026, 9, 1, 8, 0)  # noqa: DTZ001 (form services write their own wall clock, without a zone)
ANSWERED_TWICE = 9
NUMBERS = ("none", "one", "two", "three", "four", "five")


def write_form_export(path: Path, people: list[Person], dice: Dice) -> None:
    """Write `people.csv`. Some people answered twice, and their later answer is the one that counts."""
    answers = sorted([*people, *first_tries(people, dice)], key=lambda person: person.minutes_after_opening)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(as_typed(person, dice) for person in answers)


def first_tries(people: list[Person], dice: Dice) -> Iterator[Person]:
    """Earlier answers of some people: in a hurry, under the same address in another spelling."""
    late = [person for person in people if person.minutes_after_opening > 5 * 24 * 60]
    for person in dice.some(late, ANSWERED_TWICE):
        yield replace(
            person,
            email=person.email.title() if dice.chance(0.5) else person.email,
            name=person.name.split()[0],
            availability="evenings",
            hopes="I will think about it and answer again.",
            minutes_after_opening=person.minutes_after_opening - 60 - dice.below(4 * 24 * 60),
        )


def as_typed(person: Person, dice: Dice) -> list[str]:
    """The cells of one answer."""
    moment = OPENED + timedelta(minutes=person.minutes_after_opening, seconds=dice.below(60))
    stamp = f"{moment.month}/{moment.day}/{moment.year} {moment.hour}:{moment:%M:%S}"
    cells = [
        person.name,
        person.pronouns,
        person.email,
        side_in_words(person),
        number_as_typed(person.capacity, dice),
        number_as_typed(person.wants, dice),
        topics_as_typed(person.topics_wanted, dice),
        topics_as_typed(person.topics_offered, dice),
        separator(dice).join(person.languages),
        person.zone_as_written,
        person.availability,
        separator(dice).join(person.ways_to_meet),
        employer_as_typed(person.employer, dice),
        person.experience,
        person.hopes,
        person.about,
        dice.pick(["I accept", "Yes", "yes", "I accept"]),
    ]
    return [stamp, *(with_blanks(cell, dice) for cell in cells)]


def side_in_words(person: Person) -> str:
    if person.wants is not None and person.capacity is not None:
        return "Both mentor and mentee"
    return "Mentor" if person.wants is None else "Mentee"


def number_as_typed(number: int | None, dice: Dice) -> str:
    if number is None:
        return ""
    return dice.weighted(
        [(str(number), 0.86), (NUMBERS[number] if number else "0", 0.10), (f"up to {number}", 0.04)]
    )


def topics_as_typed(topics: Topics, dice: Dice) -> str:
    """Such as "Go (the basics), Code review"; some leave out the level, or the capitals."""
    items = [
        name if level == 2 and dice.chance(0.3) else f"{name} ({LEVELS[level - 1]})" for name, level in topics
    ]
    text = separator(dice).join(items)
    return text.lower() if dice.chance(0.08) else text


def separator(dice: Dice) -> str:
    return dice.weighted([(", ", 0.75), ("; ", 0.15), (";", 0.10)])


def employer_as_typed(employer: str, dice: Dice) -> str:
    if not employer:
        return dice.weighted([("", 0.8), ("n/a", 0.1), ("-", 0.1)])
    return dice.weighted([(employer, 0.8), (employer.upper(), 0.08), (employer.lower(), 0.12)])


def with_blanks(cell: str, dice: Dice) -> str:
    return f"{cell} " if cell and dice.chance(0.06) else cell
