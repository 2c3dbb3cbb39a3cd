"""Who may read which answer. The only way in which pages, letters and files come by answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from pairloom.core import clock
from pairloom.people.models import Person
from pairloom.programmes.enums import Audience, Side, Visibility
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.models import Answer, Application, Question, Round
from pairloom.programmes.rules import Viewer, can_organise, can_see_applications

ASKED = {
    Audience.BOTH: frozenset(Side),
    Audience.MENTORS: frozenset({Side.MENTOR}),
    Audience.MENTEES: frozenset({Side.MENTEE}),
}


@dataclass(frozen=True)
class ShownAnswer:
    """A question with what somebody answered: as a value, and in words, a line each."""

    question: Question
    value: Any
    lines: list[str]

    @property
    def in_profile(self) -> bool:
        return kind_of(self.question).in_profile


def asks(question: Question, sides: Iterable[Side]) -> bool:
    """Whether `question` is asked of somebody who takes part on these sides."""
    return not ASKED[Audience(question.audience)].isdisjoint(sides)


def is_erased(question: Question) -> bool:
    """Whether the date after which nobody may read the answers has passed in the round's zone."""
    return question.erase_on is not None and clock.today(question.round.zone) > question.erase_on


def kept_answers(round: Round) -> QuerySet[Answer]:
    """The answers of `round` whose date to be erased has not passed, whether or not the job has run."""
    today = clock.today(round.zone)
    kept = Q(question__erase_on=None) | Q(question__erase_on__gte=today)
    return Answer.objects.filter(kept, application__round=round, question__removed_at=None).select_related(
        "question__round"
    )


def answers_visible_to(
    viewer: Viewer, application: Application, *, is_other_half: bool = False
) -> list[ShownAnswer]:
    """What `viewer` may read of `application`, in the order of the questions.

    The person who answered and the organisers read everything. Reviewers, and the other half of a pair of
    theirs (say so by `is_other_half`: pairs are known further up), read what is not kept for the organisers.
    Others read nothing, and nobody reads an answer after its question's `erase_on`.
    """
    visibilities = _readable(viewer, application, is_other_half)
    if not visibilities:
        return []
    values = {answer.question_id: answer.value for answer in application.answers.all()}
    shown = []
    for question in application.round.questions.all():
        if _visibility(question) not in visibilities or is_erased(question):
            continue
        value = _value(question, application.person, values)
        if kind_of(question).is_answer(value):
            shown.append(ShownAnswer(question, value, kind_of(question).lines(question, value)))
    return shown


def values_of(round: Round, person: Person, application: Application | None) -> dict[str, Any]:
    """What `person` has answered so far, by question key, to be filled in for themselves."""
    kept = {answer.question_id: answer.value for answer in application.answers.all()} if application else {}
    values = {
        question.key: _value(question, person, kept)
        for question in round.questions.all()
        if not is_erased(question)
    }
    return {key: value for key, value in values.items() if value is not None}


def missing_questions(application: Application) -> list[Question]:
    """The questions that must be answered and are not. A mentor who pauses owes no answer."""
    if application.is_pausing and Side.MENTEE not in application.sides:
        return []
    values = {answer.question_id: answer.value for answer in application.answers.all()}
    return [
        question
        for question in application.round.questions.all()
        if question.required
        and asks(question, application.sides)
        and not is_erased(question)
        and not kind_of(question).is_answer(_value(question, application.person, values))
    ]


def _value(question: Question, person: Person, answers: Mapping[int, Any]) -> Any:
    """The value from the profile, or from the answers by question; None where there is none."""
    kind = kind_of(question)
    return kind.of_profile(person) if kind.in_profile else answers.get(question.pk)


def _visibility(question: Question) -> Visibility:
    """A profile is shown to whom one is paired with, whatever a question about it says."""
    return Visibility.PAIR if kind_of(question).in_profile else Visibility(question.visibility)


def _readable(viewer: Viewer, application: Application, is_other_half: bool) -> frozenset[Visibility]:
    if viewer == application.person or can_organise(viewer, application.round):
        return frozenset(Visibility)
    if is_other_half or can_see_applications(viewer, application.round):
        return frozenset({Visibility.PAIR})
    return frozenset()
