"""Programmes and the teams that run them."""

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import RefusedError
from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Membership, Programme
from pairloom.programmes.slugs import free_slug


@transaction.atomic
def create_programme(
    *, name: str, by: Person, about: str = "", code_of_conduct: str = "", slug: str = ""
) -> Programme:
    """Found a programme; whoever does so becomes its first organiser. Without a slug, the name gives one."""
    taken = set(Programme.objects.values_list("slug", flat=True))
    programme = Programme.objects.create(
        name=name,
        slug=free_slug(slug or name, taken, "programme"),
        about=about,
        code_of_conduct=code_of_conduct,
    )
    audit.record("founded the programme", programme, by=by)
    add_to_team(programme=programme, person=by, role=Role.ORGANISER, by=by)
    return programme


@transaction.atomic
def edit_programme(*, programme: Programme, name: str, about: str, code_of_conduct: str, by: Person) -> None:
    """Change what the programme's page says. A changed code of conduct is a new version, to be agreed to."""
    if code_of_conduct != programme.code_of_conduct:
        programme.code_of_conduct = code_of_conduct
        programme.code_of_conduct_version = str(int(programme.code_of_conduct_version) + 1)
    programme.name = name
    programme.about = about
    programme.save()
    audit.record("edited the programme", programme, by=by, code_version=programme.code_of_conduct_version)


@transaction.atomic
def add_to_team(*, programme: Programme, person: Person, role: Role, by: Person) -> Membership:
    """Give a person a role; having it already changes nothing."""
    membership, is_new = Membership.objects.get_or_create(programme=programme, person=person, role=role)
    if is_new:
        audit.record("added to the team", programme, by=by, person=audit.reference(person), role=str(role))
    return membership


@transaction.atomic
def remove_from_team(*, programme: Programme, person: Person, role: Role, by: Person) -> None:
    """Take a role away. Refused for the last organiser: somebody must be there to run the programme."""
    team = list(Membership.objects.select_for_update().filter(programme=programme, role=role))
    mine = [membership for membership in team if membership.person_id == person.pk]
    if not mine:
        return
    if role == Role.ORGANISER and len(team) == 1:
        raise RefusedError(_("This is the last organiser. Add another one first."))
    mine[0].delete()
    audit.record("removed from the team", programme, by=by, person=audit.reference(person), role=str(role))
