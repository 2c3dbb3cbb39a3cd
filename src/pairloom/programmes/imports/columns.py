"""What a column of a sheet can hold: parts of the profile, how somebody takes part, answers to questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pairloom.people.enums import ProfilePart
from pairloom.people.models import Person
from pairloom.programmes.bridge import read_sides, read_time_zone, read_week, read_whole_number
from pairloom.programmes.enums import QuestionKind, Side
from pairloom.programmes.imports import profile_cells as cells
from pairloom.programmes.imports.answer_cells import ANSWER_CELLS
from pairloom.programmes.kinds import BOTH_SIDES, kind_of
from pairloom.programmes.models import Question, Round
from pairloom.programmes.queries import is_erased

EMAIL, SIGNED_UP, SIDES, CAPACITY, WANTS, AGREED = (
    "email",
    "signed_up",
    "sides",
    "capacity",
    "wants",
    "agreed",
)
FIRST_NAME, LAST_NAME = "first_name", "last_name"
NEW_QUESTION, IGNORED = "new-question", "ignored"


@dataclass(frozen=True)
class Column:
    """Something that a column can hold. Reading gives None where a cell says nothing, or raises CellError."""

    key: str
    heading: str | Promise
    """What our own files call it."""

    read: Callable[[str], Any]
    names: tuple[str, ...] = ()
    """What else forms call it."""

    question: Question | None = None
    part: str = ""
    """Which part of the question's answer, for questions that ask with more than one field."""


def _line(part: ProfilePart) -> Callable[[str], str | None]:
    column = Person._meta.get_field(part.value)
    assert isinstance(column, models.CharField)
    assert column.max_length
    return cells.text_up_to(column.max_length)


ABOUT_THE_PERSON = (
    Column(
        EMAIL, _("E-mail address"), cells.read_email, ("E-mail", "Email", "Mail", "Your e-mail", "Username")
    ),
    Column(
        ProfilePart.NAME,
        _("Name"),
        _line(ProfilePart.NAME),
        ("Full name", "Your name", "Name and surname", "Preferred name"),
    ),
    Column(FIRST_NAME, _("First name"), _line(ProfilePart.NAME), ("Given name", "Forename")),
    Column(LAST_NAME, _("Last name"), _line(ProfilePart.NAME), ("Family name", "Surname")),
    Column(ProfilePart.PRONOUNS, _("Pronouns"), _line(ProfilePart.PRONOUNS), ("Your pronouns",)),
    Column(
        ProfilePart.PLACE,
        _("Where do you live?"),
        _line(ProfilePart.PLACE),
        ("Place", "Location", "City", "Where are you based?", "City and country"),
    ),
    Column(
        ProfilePart.TIME_ZONE,
        _("Time zone"),
        read_time_zone,
        ("Timezone", "Your time zone", "Which time zone are you in?", "TZ"),
    ),
    Column(
        ProfilePart.LANGUAGES,
        _("Languages"),
        cells.read_languages,
        ("Languages you speak", "Which languages do you speak?", "Language", "Spoken languages"),
    ),
    Column(
        ProfilePart.AVAILABILITY,
        _("When are you free in the week?"),
        read_week,
        ("Availability", "When are you free?", "Your availability", "Weekly availability", "Free times"),
    ),
    Column(
        ProfilePart.WAYS_TO_MEET,
        _("How you like to meet"),
        cells.read_ways_to_meet,
        ("Ways to meet", "How do you like to meet?", "How would you like to meet?"),
    ),
    Column(
        ProfilePart.TOPICS_WANTED,
        _("Topics you want to learn"),
        cells.read_topics,
        ("Topics wanted", "What do you want to learn?", "What would you like to learn?", "I want to learn"),
    ),
    Column(
        ProfilePart.TOPICS_OFFERED,
        _("Topics you can help with"),
        cells.read_topics,
        ("Topics offered", "What can you help with?", "I can help with", "What can you teach?"),
    ),
    Column(
        ProfilePart.EXPERIENCE,
        _("Experience"),
        cells.read_experience,
        ("Years of experience", "How long have you been in the field?"),
    ),
    Column(
        ProfilePart.EMPLOYER,
        _("Employer"),
        _line(ProfilePart.EMPLOYER),
        ("Company", "Organisation", "Organization", "Affiliation", "Where do you work?"),
    ),
    Column(
        ProfilePart.CHAT_HANDLE,
        _("Chat handle"),
        _line(ProfilePart.CHAT_HANDLE),
        ("Chat", "Slack", "Slack handle", "Matrix", "Discord", "IRC nick", "Telegram"),
    ),
    Column(
        ProfilePart.LINKS,
        _("Links"),
        cells.read_links,
        ("Your links", "Website", "GitHub", "Web page", "URL"),
    ),
    Column(
        ProfilePart.ABOUT,
        _("A line about yourself"),
        _line(ProfilePart.ABOUT),
        ("About you", "About yourself", "Bio", "Biography", "Tell us about yourself"),
    ),
)

ABOUT_TAKING_PART = (
    Column(
        SIDES,
        _("I want to take part as"),
        read_sides,
        ("Role", "Take part as", "Mentor or mentee", "Are you a mentor or a mentee?", "I would like to be a"),
    ),
    Column(
        CAPACITY,
        _("How many mentees can you take?"),
        read_whole_number,
        ("Capacity", "Mentees you can take", "Number of mentees", "Places"),
    ),
    Column(
        WANTS,
        _("How many mentors would you like?"),
        read_whole_number,
        ("Mentors wanted", "Number of mentors", "Wants"),
    ),
    Column(
        AGREED,
        _("I accept the code of conduct"),
        cells.read_consent,
        ("Code of conduct", "I agree to the code of conduct", "Do you accept the code of conduct?"),
    ),
    Column(
        SIGNED_UP,
        _("Timestamp"),
        str,  # read by the column, since 3/4 means the same day in all its rows
        ("Submitted at", "Submission date", "Signed up", "Date submitted", "Start time", "Completion time"),
    ),
)

# How somebody takes part, in our own files: after the address, before the profile.
_IN_FILES = (
    SIGNED_UP,
    ProfilePart.NAME,
    ProfilePart.PRONOUNS,
    EMAIL,
    SIDES,
    CAPACITY,
    WANTS,
    ProfilePart.TOPICS_WANTED,
    ProfilePart.TOPICS_OFFERED,
    ProfilePart.LANGUAGES,
    ProfilePart.PLACE,
    ProfilePart.TIME_ZONE,
    ProfilePart.AVAILABILITY,
    ProfilePart.WAYS_TO_MEET,
    ProfilePart.EMPLOYER,
    ProfilePart.EXPERIENCE,
    ProfilePart.CHAT_HANDLE,
    ProfilePart.LINKS,
    ProfilePart.ABOUT,
    AGREED,
)


def answer_columns(round: Round) -> list[Column]:
    """A column for each answer that belongs to the round itself and is not past its date, in order."""
    columns = []
    for question in round.questions.all():
        kind = kind_of(question)
        if kind.in_profile or is_erased(question):
            continue
        for part, field in kind.fields(question, BOTH_SIDES).items():
            columns.append(_answer_column(question, part, field.label or question.label))
    return columns


def _answer_column(question: Question, part: str, label: str | Promise) -> Column:
    cell = ANSWER_CELLS[QuestionKind(question.kind)]
    return Column(
        key=f"answer:{question.key}" + (f":{part}" if part else ""),
        heading=format_lazy("{}: {}", question.label, label) if part else question.label,
        read=lambda text: cell.read(question, text),
        names=() if part else (question.key,),
        question=question,
        part=part,
    )


def columns_of(round: Round) -> dict[str, Column]:
    """Everything that a column can hold in a sheet for `round`, by key; one query for the questions."""
    return {column.key: column for column in (*ABOUT_THE_PERSON, *ABOUT_TAKING_PART, *answer_columns(round))}


def columns_in_files(round: Round) -> list[Column]:
    """The columns of a file that we write, in order: those that a form would have, then the answers."""
    fixed = {column.key: column for column in (*ABOUT_THE_PERSON, *ABOUT_TAKING_PART)}
    return [*(fixed[key] for key in _IN_FILES), *answer_columns(round)]


def sides_in_words(sides: Iterable[Side]) -> str:
    """As `read_sides` reads it."""
    taken = set(sides)
    return " and ".join(side.value for side in Side if side in taken).capitalize()


def new_question_column(place: int, heading: str) -> Column:
    """A column whose cells answer a question that is not asked yet. Confirming the import asks it."""
    question = Question(kind=QuestionKind.LONG, label=heading[:200], key=f"{NEW_QUESTION}:{place}")
    return replace(_answer_column(question, "", heading), key=question.key)
