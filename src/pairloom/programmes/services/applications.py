"""Signing up, by oneself or by an organiser's hand, and stepping back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.people.enums import ConsentKind
from pairloom.people.models import Person
from pairloom.people.services import record_consent, update_profile
from pairloom.programmes.enums import ApplicationSource, ApplicationState
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.letters import send_confirmation
from pairloom.programmes.models import Answer, Application, Question, Round
from pairloom.programmes.queries import is_erased, is_open_for_sign_up

MOST_MENTEES = 5
MOST_MENTORS = 3
TO_UNDO = timedelta(hours=1)


@transaction.atomic
def submit_application(
    *,
    round: Round,
    person: Person,
    capacity: int | None,
    wants: int | None,
    answers: Mapping[str, Any],
    by: Person | None,
    source: ApplicationSource = ApplicationSource.PAGE,
    agreed_to: str = "",
) -> Application:
    """Take part, or change how. `answers` are by question key; what is not named stays, None takes one away.

    `capacity` 0 to 5 makes a mentor (0 pauses this time), `wants` 1 to 3 a mentee; at least one is needed.
    `agreed_to` is the version of the code of conduct that the person agreed to. People themselves may do so
    while sign-up is open (RefusedError otherwise), and get a letter; organisers at any time. Raises
    InvalidError by field: `sides`, `capacity`, `wants`, or a question's key.
    """
    if by == person and source == ApplicationSource.PAGE:
        refuse_unless_open(round)
    _check_places(capacity, wants)
    application = _write(round, person, capacity, wants, answers, by=by)
    is_new = application.state != ApplicationState.SUBMITTED
    if is_new:
        application.state = ApplicationState.SUBMITTED
        application.source = source
        application.submitted_at = clock.now()
    application.save()
    if agreed_to:
        document = audit.reference(round.programme)
        record_consent(person=person, kind=ConsentKind.CONDUCT, document=document, version=agreed_to)
    if is_new and by == person and source == ApplicationSource.PAGE:
        send_confirmation(application)
    audit.record("signed up" if is_new else "changed the sign-up", application, by=by, source=str(source))
    return application


@transaction.atomic
def save_draft(
    *, round: Round, person: Person, capacity: int | None, wants: int | None, answers: Mapping[str, Any]
) -> Application:
    """Keep what somebody has entered so far, while sign-up is open. What was sent already is not touched."""
    refuse_unless_open(round)
    sent = Application.objects.filter(round=round, person=person, state=ApplicationState.SUBMITTED).first()
    if sent:
        return sent
    application = _write(round, person, capacity, wants, answers, by=person)
    application.state = ApplicationState.DRAFT
    application.save()
    return application


@transaction.atomic
def correct_places(*, application: Application, capacity: int | None, wants: int | None, by: Person) -> None:
    """An organiser corrects how many somebody takes or wants."""
    _check_places(capacity, wants)
    before = {"capacity": application.capacity, "wants": application.wants}
    if before == {"capacity": capacity, "wants": wants}:
        return
    application.capacity = capacity
    application.wants = wants
    application.save(update_fields=["capacity", "wants"])
    audit.record("corrected the places", application, by=by, before=before, capacity=capacity, wants=wants)


@transaction.atomic
def withdraw(*, application: Application, by: Person) -> None:
    """Step back, or be taken out by an organiser. The answers stay until their date, for coming back."""
    if application.state == ApplicationState.WITHDRAWN:
        return
    application.state = ApplicationState.WITHDRAWN
    application.save(update_fields=["state"])
    audit.record("withdrew", application, by=by)


@transaction.atomic
def restore_application(*, application: Application, by: Person) -> None:
    """Undo a withdrawal. People themselves can while sign-up is open, and otherwise for an hour."""
    if application.state != ApplicationState.WITHDRAWN:
        return
    is_late = clock.now() - application.changed_at > TO_UNDO
    if by == application.person and is_late:
        refuse_unless_open(application.round)
    application.state = ApplicationState.SUBMITTED if application.submitted_at else ApplicationState.DRAFT
    application.save(update_fields=["state"])
    audit.record("came back", application, by=by)


def refuse_unless_open(round: Round) -> None:
    if not is_open_for_sign_up(round):
        raise RefusedError(_("Sign-up for %s is not open. Please write to the organisers.") % round)


def _check_places(capacity: int | None, wants: int | None) -> None:
    faults: dict[str, str] = {}
    if capacity is None and wants is None:
        faults["sides"] = _("Say whether you take part as a mentor, as a mentee, or as both.")
    if capacity is not None and not 0 <= capacity <= MOST_MENTEES:
        faults["capacity"] = _("A mentor takes 0 to %d mentees.") % MOST_MENTEES
    if wants is not None and not 1 <= wants <= MOST_MENTORS:
        faults["wants"] = _("A mentee has 1 to %d mentors.") % MOST_MENTORS
    if faults:
        raise InvalidError(" ".join(faults.values()), faults)


def _write(
    round: Round,
    person: Person,
    capacity: int | None,
    wants: int | None,
    answers: Mapping[str, Any],
    *,
    by: Person | None,
) -> Application:
    """The application with these places and answers, its state not decided yet."""
    questions = {question.key: question for question in round.questions.all()}
    if unknown := answers.keys() - questions.keys():
        named = ", ".join(sorted(unknown))
        raise InvalidError(_("This round does not ask: %s.") % named, dict.fromkeys(unknown, _("not asked")))
    application, _is_new = Application.objects.get_or_create(round=round, person=person)
    application.capacity = capacity
    application.wants = wants
    profile: dict[str, Any] = {}
    for key, value in answers.items():
        question = questions[key]
        checked = None if value is None else kind_of(question).check(question, value)
        if kind_of(question).in_profile:
            profile |= checked or {}
        else:
            _keep_answer(application, question, checked)
    update_profile(person=person, by=by, **profile)
    return application


def _keep_answer(application: Application, question: Question, value: Any) -> None:
    if value is None or is_erased(question):
        Answer.objects.filter(application=application, question=question).delete()
    else:
        Answer.objects.update_or_create(application=application, question=question, defaults={"value": value})
