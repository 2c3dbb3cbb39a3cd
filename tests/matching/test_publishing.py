import threading

import pytest
from django.db import connection
from django.test import Client

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.models import AuditEntry
from pairloom.matching.changes import RunAgain, Seats
from pairloom.matching.models import Matching
from pairloom.matching.services.publishing import publish_proposal
from pairloom.matching.services.runs import make_run, undo
from pairloom.messages.models import Message
from pairloom.pairs.models import Pair
from pairloom.programmes.models import Round
from tests.matching.test_pages import address, as_organiser, text
from tests.support.matching import (
    a_closed_round,
    a_mentee,
    a_mentor,
    a_round_short_of_kubernetes_mentors,
    a_solved_run,
)

pytestmark = pytest.mark.django_db


def letters(key: str) -> list[str]:
    """Who was written to, letter by letter."""
    found = Message.objects.filter(key=key).prefetch_related("deliveries")
    return sorted(" and ".join(sorted(each.name for each in letter.deliveries.all())) for letter in found)


def a_published_round() -> Round:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    publish_proposal(round=round, made_on=run.number, by=None)
    return round


def test_publishing_makes_the_pairs_and_drafts_a_letter_for_everybody() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    a_mentor(round, "Nia", offers=["COBOL"])
    a_mentor(round, "Omar", offers=["Go"], seats=0)
    run = a_solved_run(round)
    published = publish_proposal(round=round, made_on=run.number, by=None)
    assert len(published.pairs) == Pair.objects.filter(round=round).count() == 3
    assert "Dana and Mira" in letters("introduction")
    assert len(letters("introduction")) == 3
    assert len(letters("no-mentor")) == 1
    assert letters("no-mentee") == ["Nia"]  # and none to Omar, who pauses
    assert published.letters == 5
    assert not Message.objects.exclude(state="draft").exists()


def test_publishing_again_makes_nothing_twice() -> None:
    round = a_published_round()
    again = publish_proposal(round=round, made_on=1, by=None)
    assert not again.is_new
    assert (Pair.objects.count(), len(letters("introduction"))) == (3, 3)
    assert AuditEntry.objects.filter(action="published the proposal").count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_by_two_organisers_at_the_same_moment_it_is_published_once() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    start, outcomes = threading.Barrier(2), []

    def press() -> None:
        try:
            start.wait(timeout=10)
            outcomes.append(publish_proposal(round=round, made_on=run.number, by=None).is_new)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == [False, True]
    assert (Pair.objects.count(), Message.objects.filter(key="introduction").count()) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_the_same_moment_one_is_made_and_one_is_told() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    start, outcomes = threading.Barrier(2), []

    def change() -> None:
        try:
            start.wait(timeout=10)
            make_run(round=round, change=RunAgain(), made_on=run.number, by=None)
            outcomes.append("made")
        except StaleError:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=change) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["made", "told"]


def test_only_the_proposal_that_everybody_looks_at_can_be_published() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    first = a_solved_run(round)
    a_solved_run(round, Seats(people["Kofi"].pk, 2))
    with pytest.raises(StaleError):
        publish_proposal(round=round, made_on=first.number, by=None)
    assert not Pair.objects.exists()


def test_a_proposal_that_is_not_solved_cannot_be_published() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = make_run(round=round, change=RunAgain(), made_on=None, by=None)
    with pytest.raises(RefusedError):
        publish_proposal(round=round, made_on=run.number, by=None)


def test_a_published_proposal_cannot_be_undone() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    run = a_solved_run(round, Seats(people["Kofi"].pk, 2))
    publish_proposal(round=round, made_on=run.number, by=None)
    with pytest.raises(RefusedError):
        undo(round=round, made_on=run.number, by=None)


def test_a_later_run_keeps_what_stands_and_publishes_only_what_comes_on_top() -> None:
    round = a_published_round()
    before = set(Pair.objects.values_list("pk", flat=True))
    a_mentor(round, "Nia", offers=["Kubernetes"])
    run = a_solved_run(round)
    assert (run.report["standing"], run.report["pairs"]) == (3, 1)
    publish_proposal(round=round, made_on=run.number, by=None)
    assert set(Pair.objects.values_list("pk", flat=True)) > before
    assert (Pair.objects.count(), len(letters("introduction"))) == (4, 4)


def test_a_run_that_does_not_know_of_published_pairs_is_refused() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    first = a_solved_run(round)
    second = a_solved_run(round, Seats(people["Kofi"].pk, 2))
    publish_proposal(round=round, made_on=second.number, by=None)
    Matching.objects.filter(round=round).update(current=first)
    with pytest.raises(RefusedError, match="Run again"):
        publish_proposal(round=round, made_on=first.number, by=None)


def test_from_the_page_one_button_publishes_and_the_page_then_says_so(client: Client) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    as_organiser(client, round)
    assert "Nothing is sent" in text(client.get(address("proposal", round)))
    outbox = text(client.post(address("publish", round), {"made_on": run.number}, follow=True))
    assert "Published: 3 pairs. Read the 4 letters below" in outbox
    assert "Amara, meet" in outbox or "Bo, meet" in outbox
    shown = text(client.get(address("proposal", round)))
    assert "These pairs are real." in shown
    assert "Publish and draft the letters" not in shown
    again = text(client.post(address("publish", round), {"made_on": run.number}, follow=True))
    assert "published already" in again


def test_somebody_who_left_meanwhile_stops_the_publishing() -> None:
    round = a_closed_round()
    mentee = a_mentee(round, "Amara", wants=["Go"])
    a_mentor(round, "Kofi", offers=["Go"])
    run = a_solved_run(round)
    mentee.erased_at = mentee.created_at
    mentee.save()
    with pytest.raises(RefusedError, match="left"):
        publish_proposal(round=round, made_on=run.number, by=None)
