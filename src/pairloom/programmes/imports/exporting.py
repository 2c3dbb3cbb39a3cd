"""The sign-ups of a round as a file: the columns of an import, so that it reads back without a change."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db.models import Prefetch, QuerySet

from pairloom.core import audit
from pairloom.core.csv_files import csv_file
from pairloom.core.csv_safety import neutralised
from pairloom.people.enums import Level, ProfilePart, TopicSide
from pairloom.people.models import Person
from pairloom.programmes.bridge import write_week
from pairloom.programmes.enums import QuestionKind
from pairloom.programmes.imports import profile_cells as cells
from pairloom.programmes.imports.answer_cells import ANSWER_CELLS
from pairloom.programmes.imports.columns import (
    AGREED,
    CAPACITY,
    EMAIL,
    SIDES,
    SIGNED_UP,
    WANTS,
    Column,
    columns_in_files,
    sides_in_words,
)
from pairloom.programmes.imports.known import consents_of
from pairloom.programmes.imports.workbooks import write_workbook
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.models import Application, Round
from pairloom.programmes.queries import kept_answers, submitted_applications


@dataclass(frozen=True)
class ExportFormat:
    """A kind of file: the end of its name, what browsers call it, and how rows become its bytes."""

    ending: str
    content_type: str
    write: Callable[[list[list[str]]], bytes]


FORMATS = {
    "csv": ExportFormat("csv", "text/csv; charset=utf-8", csv_file),
    "xlsx": ExportFormat(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda rows: write_workbook("Sign-ups", rows),
    ),
}


def export_sign_ups(*, round: Round, file_format: ExportFormat, by: Person) -> bytes:
    """Everybody who takes part, as a file with a header; who took it is noted."""
    rows = [[neutralised(cell) for cell in row] for row in sheet_rows(round)]
    audit.record("exported the sign-ups", round, by=by, rows=len(rows) - 1, format=file_format.ending)
    return file_format.write(rows)


def sheet_rows(round: Round) -> Iterator[list[str]]:
    """A header, then a row for everybody who takes part; a fixed number of queries."""
    columns = columns_in_files(round)
    yield [str(column.heading) for column in columns]
    agreed = set(consents_of(round).values_list("person", flat=True))
    for application in _with_what_is_written(round):
        answers = {answer.question_id: answer.value for answer in application.answers.all()}
        kept = {SIGNED_UP: _stamp(application), AGREED: "yes" if application.person_id in agreed else ""}
        yield [_cell(column, application, answers, kept) for column in columns]


def _with_what_is_written(round: Round) -> QuerySet[Application]:
    """Without the questions of each application's own round: the columns hold them once."""
    plain = submitted_applications(round).prefetch_related(None)
    return plain.prefetch_related("person__topics__topic", Prefetch("answers", kept_answers(round)))


def _cell(
    column: Column, application: Application, answers: Mapping[int, Any], kept: Mapping[str, str]
) -> str:
    if column.question:
        value = answers.get(column.question.pk)
        part = None if value is None else kind_of(column.question).parts(value).get(column.part)
        return (
            ""
            if part is None
            else ANSWER_CELLS[QuestionKind(column.question.kind)].write(column.question, part)
        )
    return kept[column.key] if column.key in kept else _WRITERS[column.key](application)


def _stamp(application: Application) -> str:
    """When the sign-up was last changed: whoever changes it after the export keeps their later word."""
    return application.changed_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _topics(side: TopicSide) -> Callable[[Application], str]:
    def write(application: Application) -> str:
        rows = sorted((row for row in application.person.topics.all() if row.side == side), key=_order)
        return cells.write_topics({row.topic.name: Level(row.level) for row in rows})

    return write


def _order(row: Any) -> int:
    return int(row.pk)


def _line(part: ProfilePart) -> Callable[[Application], str]:
    return lambda application: str(getattr(application.person, part.value))


_WRITERS: dict[str, Callable[[Application], str]] = {
    EMAIL: lambda application: application.person.email,
    SIDES: lambda application: sides_in_words(application.sides),
    CAPACITY: lambda application: _number(application.capacity),
    WANTS: lambda application: _number(application.wants),
    ProfilePart.NAME: _line(ProfilePart.NAME),
    ProfilePart.PRONOUNS: _line(ProfilePart.PRONOUNS),
    ProfilePart.PLACE: _line(ProfilePart.PLACE),
    ProfilePart.TIME_ZONE: _line(ProfilePart.TIME_ZONE),
    ProfilePart.EMPLOYER: _line(ProfilePart.EMPLOYER),
    ProfilePart.CHAT_HANDLE: _line(ProfilePart.CHAT_HANDLE),
    ProfilePart.ABOUT: _line(ProfilePart.ABOUT),
    ProfilePart.LANGUAGES: lambda application: cells.write_list(application.person.languages),
    ProfilePart.LINKS: lambda application: cells.write_list(application.person.links),
    ProfilePart.AVAILABILITY: lambda application: write_week(application.person.availability),
    ProfilePart.WAYS_TO_MEET: lambda application: cells.write_ways_to_meet(application.person.ways_to_meet),
    ProfilePart.EXPERIENCE: lambda application: cells.write_experience(application.person.experience),
    ProfilePart.TOPICS_WANTED: _topics(TopicSide.WANTED),
    ProfilePart.TOPICS_OFFERED: _topics(TopicSide.OFFERED),
}
