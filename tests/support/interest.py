"""People who found each other, or might: the smallest worlds for stories of private marks."""

from typing import Any

from pairloom.interest.enums import Kind
from pairloom.interest.models import SealedList
from pairloom.interest.services import be_open, bring_news, mark
from pairloom.people.enums import Level
from pairloom.people.models import Person
from pairloom.people.services import update_profile
from tests.support.scenarios import EVENINGS, a_person

COMMUNITY = "community"


def a_member(
    name: str = "", *, offers: tuple[str, ...] = (), wishes: tuple[str, ...] = (), **listing: Any
) -> Person:
    """Somebody in the directory, free in Berlin's evenings."""
    person = a_person(name, languages=["English"], time_zone="Europe/Berlin", availability=EVENINGS)
    update_profile(
        person=person,
        by=person,
        topics_offered=dict.fromkeys(offers, Level.EXPERT),
        topics_wanted=dict.fromkeys(wishes, Level.BASICS),
    )
    be_open(person=person, **listing)
    return person


def learns_from(learner: Person, helper: Person, *, topic: str = "") -> None:
    """The learner's mark."""
    mark(by=learner, about=helper, kind=Kind.LEARN, scope=COMMUNITY, topic=topic)


def would_help(helper: Person, learner: Person, *, topic: str = "") -> None:
    """The helper's mark."""
    mark(by=helper, about=learner, kind=Kind.HELP, scope=COMMUNITY, topic=topic)


def two_who_found_each_other() -> tuple[Person, Person]:
    """Noor, who would learn from Asha, and Asha, who would help Noor; both got the news."""
    noor, asha = a_member("Noor"), a_member("Asha")
    learns_from(noor, asha, topic="Rust macros")
    would_help(asha, noor, topic="anything about Rust")
    assert bring_news() == 2
    return noor, asha


def sealed(person: Person) -> bytes:
    """What lies in the database of this person's list."""
    return bytes(SealedList.objects.get(person=person).sealed)
