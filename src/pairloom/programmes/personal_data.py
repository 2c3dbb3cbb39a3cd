"""What the programmes keep about a person: handed over whole, or forgotten so that counts stay."""

from typing import Any

from pairloom.core import clock
from pairloom.people.models import Person
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Answer, Application, Membership, Round
from pairloom.programmes.queries import answers_visible_to, phases_with_state


def export_applications(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "programme": application.round.programme.name,
            "round": application.round.name,
            "state": application.state,
            "capacity": application.capacity,
            "wants": application.wants,
            "submitted_at": application.submitted_at.isoformat() if application.submitted_at else None,
        }
        for application in _applications(person)
    ]


def export_answers(person: Person) -> list[dict[str, Any]]:
    """Everything that may still be read; what is kept in the profile is handed over with the profile."""
    return [
        {
            "programme": application.round.programme.name,
            "round": application.round.name,
            "question": shown.question.label,
            "answer": "\n".join(shown.lines),
        }
        for application in _applications(person)
        for shown in answers_visible_to(person, application)
    ]


def export_memberships(person: Person) -> list[dict[str, Any]]:
    memberships = Membership.objects.filter(person=person).select_related("programme")
    return [{"programme": membership.programme.name, "role": membership.role} for membership in memberships]


def erase_applications(person: Person) -> None:
    """Somebody who leaves takes no part in rounds that go on. In finished ones they stay a figure."""
    for application in _applications(person):
        if application.state == ApplicationState.SUBMITTED and not _is_over(application.round):
            application.state = ApplicationState.WITHDRAWN
            application.save(update_fields=["state"])


def erase_answers(person: Person) -> None:
    Answer.objects.filter(application__person=person).delete()


def erase_memberships(person: Person) -> None:
    Membership.objects.filter(person=person).delete()


def _applications(person: Person) -> list[Application]:
    mine = Application.objects.filter(person=person).select_related("round__programme", "person")
    return list(mine.order_by("-created_at", "-pk"))


def _is_over(round: Round) -> bool:
    phases = phases_with_state(round)
    return bool(phases) and max(phase.ends_at for phase in phases) <= clock.now()
