import pytest

from pairloom.core import personal_data
from pairloom.matching.models import ProposedPair
from pairloom.matching.queries.proposal import proposal_view
from pairloom.people.models import Person
from tests.support.matching import a_round_short_of_kubernetes_mentors, a_solved_run

pytestmark = pytest.mark.django_db


def proposals() -> personal_data.Holder:
    return next(each for each in personal_data.holders() if each.name == "proposals")


def test_a_person_takes_along_where_they_were_proposed_but_not_with_whom() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    (row,) = proposals().export(people["Dana"])
    assert (row["you are"], row["reasons"]) == (
        "mentee",
        ["mentor offers Go, which mentee asks for."],
    )
    assert "Mira" not in str(row)


def test_after_erasure_no_proposal_names_the_person_and_figures_stay() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    left = Person.objects.get(pk=run.report["unmatched"][0]["person"])
    for person in (people["Dana"], left):
        proposals().erase(person)
        Person.objects.filter(pk=person.pk).update(name="", erased_at="2027-01-01T00:00:00Z")
    assert not ProposedPair.objects.filter(mentee=people["Dana"]).exists()
    view = proposal_view(run)
    assert view.left_over[0].name == "somebody who left"
    assert view.report.served == 3


def test_a_sentence_in_which_somebody_wished_for_the_person_by_name_is_forgotten() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    pair = a_solved_run(round).pairs.get(mentee=people["Dana"])
    pair.reasons = ["{mentor} offers Go, which {mentee} asks for.", "{mentee} would rather have Kofi."]
    pair.save()
    proposals().erase(people["Kofi"])
    pair.refresh_from_db()
    assert pair.reasons == ["{mentor} offers Go, which {mentee} asks for.", ""]
