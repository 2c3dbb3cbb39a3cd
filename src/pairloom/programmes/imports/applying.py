"""Writing sign-ups: all of them in one transaction, by a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from pairloom.core import audit, clock
from pairloom.people.bulk import record_consents, write_profiles
from pairloom.people.enums import ConsentKind
from pairloom.people.models import Person
from pairloom.programmes.enums import ApplicationSource, ApplicationState, QuestionKind, Visibility
from pairloom.programmes.imports.columns import NEW_QUESTION
from pairloom.programmes.imports.known import Known, places_after
from pairloom.programmes.imports.sign_ups import Plan, SignUp
from pairloom.programmes.models import Answer, Application, Round
from pairloom.programmes.services import add_question

_BATCH = 500

Answers = Iterable[tuple[Application, Mapping[str, Any]]]


@transaction.atomic
def write_sign_ups(
    *, round: Round, sign_ups: Sequence[tuple[SignUp, Known]], source: ApplicationSource
) -> list[Application]:
    """Make people take part as their sign-ups say; those who did already are changed. Returns who is new.

    Each sign-up comes with what was known of that person. The caller keeps the audit line.
    """
    people = write_profiles({sign_up.email: sign_up.profile for sign_up, _known in sign_ups})
    written = [(sign_up, known, _application(round, sign_up, known, people)) for sign_up, known in sign_ups]
    new = [application for _sign_up, _known, application in written if application.pk is None]
    for application in new:
        application.source = source
    Application.objects.bulk_create(new, batch_size=_BATCH)
    Application.objects.bulk_update(
        [application for _sign_up, known, application in written if known.application],
        ["capacity", "wants", "state", "submitted_at", "changed_at"],
        batch_size=_BATCH,
    )
    _write_answers(round, [(application, sign_up.answers) for sign_up, _known, application in written])
    record_consents(
        [(people[sign_up.email], _moment(sign_up)) for sign_up, _known in sign_ups if sign_up.agreed],
        kind=ConsentKind.CONDUCT,
        document=audit.reference(round.programme),
        version=round.programme.code_of_conduct_version,
    )
    return new


def _moment(sign_up: SignUp) -> datetime:
    """When the sign-up was made: never in the future of the one clock, and now where it does not say."""
    return min(sign_up.at, clock.now()) if sign_up.at else clock.now()


def _application(round: Round, sign_up: SignUp, known: Known, people: Mapping[str, Person]) -> Application:
    """The application as it will be. It changed when the answer was given: so the later answer counts."""
    application = known.application or Application(round=round, person=people[sign_up.email])
    application.capacity, application.wants = places_after(sign_up, known)
    application.state = ApplicationState.SUBMITTED
    application.submitted_at = application.submitted_at or _moment(sign_up)
    application.changed_at = _moment(sign_up)
    return application


def _write_answers(round: Round, given: Answers) -> None:
    questions = dict(round.questions.values_list("key", "pk"))
    rows = [
        Answer(application=application, question_id=questions[key], value=value)
        for application, answers in given
        for key, value in answers.items()
    ]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["application", "question"],
        update_fields=["value"],
        batch_size=_BATCH,
    )


@transaction.atomic
def ask_new_questions(*, round: Round, plan: Plan, by: Person) -> Plan:
    """Ask what the sheet's organiser wants to keep as new questions; returns the plan that answers them."""
    columns = dict(plan.columns)
    for place, column in plan.columns.items():
        if column.key.startswith(NEW_QUESTION) and column.question:
            question = add_question(
                round=round,
                kind=QuestionKind.LONG,
                label=column.question.label,
                visibility=Visibility.ORGANISERS,
                by=by,
            )
            columns[place] = replace(column, key=f"answer:{question.key}", question=question)
    return replace(plan, columns=columns)
