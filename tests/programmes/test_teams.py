"""Who runs a programme, and what each role may do."""

import pytest
from django.contrib.auth.models import AnonymousUser

from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.core.models import AuditEntry
from pairloom.programmes import rules
from pairloom.programmes.enums import Role
from pairloom.programmes.services import add_to_team, create_programme, edit_programme, remove_from_team
from tests.support.scenarios import (
    a_person,
    a_programme,
    a_round,
    a_team_member,
    an_administrator,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def test_who_founds_a_programme_organises_it() -> None:
    ada = an_administrator()
    programme = create_programme(name="Cloud mentoring", by=ada)
    assert programme.slug == "cloud-mentoring"
    assert rules.has_role(ada, programme, frozenset({Role.ORGANISER}))
    assert AuditEntry.objects.filter(action="founded the programme", subject=reference(programme), by=ada)


def test_programmes_of_one_name_have_addresses_of_their_own() -> None:
    ada = an_administrator()
    slugs = [create_programme(name=name, by=ada).slug for name in ("Paare", "Paare", "ペア", "New")]
    assert slugs == ["paare", "paare-2", "programme", "new-2"]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.ORGANISER, {"edit", "team", "round", "organise", "see"}),
        (Role.COORDINATOR, {"round", "organise", "see"}),
        (Role.REVIEWER, {"see"}),
        (None, set()),
    ],
)
def test_a_role_allows_what_it_is_for(role: Role | None, allowed: set[str]) -> None:
    programme = a_programme()
    round = a_round(programme)
    person = a_team_member(programme, role) if role else a_person()
    assert what_may(person, round) == allowed


def test_an_administrator_looks_after_teams_but_reads_no_application() -> None:
    assert what_may(an_administrator(), a_round()) == {"found", "edit", "team"}


def test_a_visitor_and_somebody_switched_off_may_nothing() -> None:
    round = a_round()
    organiser = organiser_of(round)
    organiser.is_active = False
    assert what_may(AnonymousUser(), round) == set()
    assert what_may(organiser, round) == set()


def what_may(viewer: rules.Viewer, round) -> set[str]:
    answers = {
        "found": rules.can_create_programme(viewer),
        "edit": rules.can_edit_programme(viewer, round.programme),
        "team": rules.can_manage_team(viewer, round.programme),
        "round": rules.can_create_round(viewer, round.programme),
        "organise": rules.can_organise(viewer, round),
        "see": rules.can_see_applications(viewer, round),
    }
    return {what for what, allowed in answers.items() if allowed}


def test_the_last_organiser_stays() -> None:
    programme = a_programme()
    orla = organiser_of(programme)
    with pytest.raises(RefusedError, match="last organiser"):
        remove_from_team(programme=programme, person=orla, role=Role.ORGANISER, by=orla)
    a_team_member(programme, Role.ORGANISER)
    remove_from_team(programme=programme, person=orla, role=Role.ORGANISER, by=orla)
    assert not rules.can_edit_programme(orla, programme)


def test_a_role_given_twice_is_one_role() -> None:
    programme = a_programme()
    orla = organiser_of(programme)
    person = a_person()
    for _ in range(2):
        add_to_team(programme=programme, person=person, role=Role.REVIEWER, by=orla)
    assert programme.memberships.filter(person=person).count() == 1


def test_a_changed_code_of_conduct_is_a_new_version() -> None:
    programme = a_programme()
    orla = organiser_of(programme)
    same = {"programme": programme, "name": "New name", "about": "", "by": orla}
    edit_programme(code_of_conduct=programme.code_of_conduct, **same)
    assert programme.code_of_conduct_version == "1"
    edit_programme(code_of_conduct="Be kinder.", **same)
    assert programme.code_of_conduct_version == "2"
    assert programme.slug == "cloud-mentoring"
