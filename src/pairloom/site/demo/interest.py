"""Some of the community are open to mutual interest; the mentee and two mentors marked each other."""

from pairloom.interest.enums import Audience, Kind
from pairloom.interest.queries import Wanted, find
from pairloom.interest.services import be_open, mark
from pairloom.people.models import Person
from pairloom.programmes.models import Programme
from pairloom.site.demo.community import Community

SCOPE = "community"
EVERY = 4  # the fourth part of all members


def seed_interest(community: Community, programme: Programme, *, mentee: Person, mentor: Person) -> None:
    """The news come with the worker's first round, as they would at nine in the morning."""
    emails = [member.email for member in community.members[::EVERY]]
    others = list(
        Person.objects.filter(email__in=emails).exclude(pk__in=[mentee.pk, mentor.pk]).order_by("pk")
    )
    for place, person in enumerate([mentee, mentor, *others]):
        in_programme = place % 5 == 4
        be_open(
            person=person,
            audience=Audience.PROGRAMME if in_programme else Audience.EVERYONE,
            programme=programme if in_programme else None,
        )
    mark(by=mentee, about=mentor, kind=Kind.LEARN, scope=SCOPE, topic="How you review code")
    mark(by=mentor, about=mentee, kind=Kind.HELP, scope=SCOPE, topic="Finding a first thing to mend")
    free_together = find(mentee, Wanted(helps=True, shares_hours=True))
    helper = next(person for person in others if person.pk in free_together)
    mark(by=mentee, about=helper, kind=Kind.LEARN, scope=SCOPE, topic="A first contribution")
    mark(by=helper, about=mentee, kind=Kind.HELP, scope=SCOPE)
    mark(by=mentee, about=others[0], kind=Kind.LEARN, scope=SCOPE)
