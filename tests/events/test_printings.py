"""Paper for a large event: made by a job, once, shown while it is made, handed over, and erased."""

import io
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from pairloom.core import clock
from pairloom.core.errors import RefusedError
from pairloom.core.jobs import queue
from pairloom.core.personal_data import holders
from pairloom.events.enums import PaperKind, PlanState, PrintingState
from pairloom.events.models import Attendee, Event, Printing, SeatingPlan
from pairloom.events.orders import Order
from pairloom.events.queries.printing import FEW, evening_of, is_quick
from pairloom.events.queries.seating import seating_of
from pairloom.events.services import printings
from pairloom.events.services.printing import made
from pairloom.events.tasks import erase_printings, print_paper, start_printing
from pairloom.people.models import Person
from pairloom.programmes.enums import Role, Side
from pairloom.programmes.services import add_to_team
from tests.bench.event_rows import an_event_of
from tests.printing.paper import pages
from tests.support.events import a_published_event
from tests.support.jobs import run_jobs, wait_until, worker_process
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db

CARDS = Order(PaperKind.CARDS, "a4")
NAMES = Order(PaperKind.NAMES, "a4")


def a_large_event(*, turns: int = 2) -> Event:
    """Four more mentees than are printed for at once; the host is in the team."""
    an_event_of(mentees=404, mentors=41, turns=turns, seats=10)
    event = Event.objects.select_related("programme").get()
    add_to_team(programme=event.programme, person=a_person("Hanna"), role=Role.HOST, by=None)
    return event


def host_of(event: Event) -> Person:
    return event.programme.memberships.get(role=Role.HOST).person


def address(event: Event, rest: str = "") -> str:
    return f"/events/{event.slug}/organise/print/{rest}"


def publish_another(event: Event) -> SeatingPlan:
    """The same people follow another plan now."""
    plan = SeatingPlan.objects.create(event=event, number=2, state=PlanState.SOLVED, published_at=clock.now())
    seating = seating_of(event)
    seating.current = seating.published = plan
    seating.save()
    return plan


def printed(event: Event, order: Order = NAMES) -> Printing:
    printing = start_printing(event=event, order=order, by=None)
    run_jobs()
    printing.refresh_from_db()
    assert printing.state == PrintingState.DONE
    return printing


def test_a_click_makes_a_job_the_page_tells_how_far_it_is_and_then_gives_the_file(client: Client) -> None:
    event = a_large_event()
    client.force_login(host_of(event))
    answer = client.post(address(event, "cards/"), {"paper": "us-letter"}, follow=True)
    assert "Waiting to begin" in answer.text
    printing = Printing.objects.get()
    assert (printing.kind, printing.paper, printing.asked_by) == ("cards", "us-letter", host_of(event))
    assert queue.is_pending("events.print")
    progress = address(event, f"files/{printing.pk}/progress/")
    assert f'hx-get="{progress}"' in client.get(progress).text
    early = client.post(address(event, f"files/{printing.pk}/"), follow=True)
    assert "This file is not ready yet." in early.text
    assert run_jobs() == ["events.print"]
    told = client.get(progress).text
    assert "Download" in told
    assert "hx-get" not in told
    assert seating_of(event).printed is None
    answer = client.post(address(event, f"files/{printing.pk}/"))
    assert answer["Content-Disposition"] == f'attachment; filename="{event.slug}-cards.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert pages(answer.content) == 101
    assert seating_of(event).printed == seating_of(event).published
    assert "were printed" in client.get(address(event)).text


def test_asking_again_gives_what_is_there_and_another_order_is_another_file() -> None:
    event = a_large_event()
    first = start_printing(event=event, order=NAMES, by=host_of(event))
    assert start_printing(event=event, order=NAMES, by=None) == first
    run_jobs()
    assert start_printing(event=event, order=NAMES, by=None) == first
    assert run_jobs() == []
    others = [Order(PaperKind.SIGNS, "a4"), Order(PaperKind.NAMES, "us-letter"), CARDS]
    others += [Order(PaperKind.CARDS, "a4", tuple(range(42, 242))), Order(PaperKind.CARDS, "a4", (42, 43))]
    assert len({start_printing(event=event, order=order, by=None) for order in others} | {first}) == 6
    with translation.override("de"):
        assert start_printing(event=event, order=NAMES, by=None) not in (None, first)


def test_a_file_can_be_erased_before_its_time_to_print_anew(client: Client) -> None:
    event = a_large_event()
    client.force_login(host_of(event))
    before, kept = printed(event), printed(event, Order(PaperKind.SIGNS, "a4"))
    assert "The file is erased." in client.post(address(event, f"files/{before.pk}/erase/"), follow=True).text
    assert list(Printing.objects.all()) == [kept]
    assert start_printing(event=event, order=NAMES, by=None) != before


def test_a_large_document_is_a_zip_of_parts_by_name_that_say_who_is_in_them() -> None:
    event = a_large_event(turns=10)
    mentees = list(event.attendees.filter(side=Side.MENTEE).select_related("person"))
    for place, mentee in enumerate(mentees):
        mentee.person.name = f"{'Ana' if place % 2 else 'Éva' if place % 3 else 'Özlem'} {place}"
    Person.objects.bulk_update([mentee.person for mentee in mentees], ["name"])
    shares: list[float] = []
    file = made(evening_of(event, seating_of(event).published), CARDS, progress=shares.append)
    assert (file.name, file.media_type) == (f"{event.slug}-cards.zip", "application/zip")
    assert shares == [0.25, 0.75]
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == [
            f"{event.slug}-cards-1-of-2-a.pdf",
            f"{event.slug}-cards-2-of-2-é-to-ö.pdf",
        ]
        assert [pages(archive.read(name)) for name in archive.namelist()] == [101, 101]


def test_a_few_chosen_cards_come_at_once_and_more_by_a_job(client: Client) -> None:
    event = a_large_event()
    client.force_login(host_of(event))
    numbers = list(event.attendees.filter(side=Side.MENTEE).values_list("number", flat=True))
    answer = client.post(address(event, "cards/"), {"cards": f"{numbers[0]}; {numbers[5]}"})
    assert pages(answer.content) == 1
    assert is_quick(event, Order(PaperKind.CARDS, "a4", tuple(numbers[:FEW])))
    chosen = ", ".join(map(str, numbers[: FEW + 1]))
    client.post(address(event, "cards/"), {"cards": chosen})
    answer = client.post(address(event, "cards/"), {"cards": chosen}, follow=True)
    assert 'name="cards" value=""' in answer.text
    assert [len(printing.numbers) for printing in Printing.objects.all()] == [FEW + 1]
    assert "101 chosen cards" in client.get(address(event)).text


def test_a_look_at_a_large_document_shows_its_first_pages_at_once(client: Client) -> None:
    event = a_large_event(turns=5)
    client.force_login(host_of(event))
    answer = client.post(address(event, "cards/"), {"as": "look"})
    assert answer["Content-Disposition"] == "inline"
    assert 10 < pages(answer.content) < 101
    assert not Printing.objects.exists()
    assert seating_of(event).printed is None


def test_a_small_event_is_printed_at_once(client: Client) -> None:
    event = a_published_event()
    client.force_login(organiser_of(event.programme))
    answer = client.post(address(event, "names/"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert not Printing.objects.exists()


def test_a_job_that_runs_twice_stores_once() -> None:
    event = a_large_event()
    printing = start_printing(event=event, order=NAMES, by=None)
    stale = Printing.objects.get(pk=printing.pk)
    print_paper.run(printing=printing.pk)
    before = Printing.objects.get(pk=printing.pk)
    print_paper.run(printing=printing.pk)
    printings.make(printing=stale)
    after = Printing.objects.get(pk=printing.pk)
    assert (after.changed_at, after.state) == (before.changed_at, PrintingState.DONE)


def test_other_seats_published_meanwhile_end_the_work_and_the_page_says_so(client: Client) -> None:
    event = a_large_event()
    client.force_login(host_of(event))
    printed(event)
    done = printed(event, Order(PaperKind.CARDS, "a4", tuple(range(42, 242))))
    waiting = start_printing(event=event, order=Order(PaperKind.SIGNS, "a4"), by=None)
    publish_another(event)
    run_jobs()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.content) == (PrintingState.QUEUED, None)
    assert client.get(address(event)).text.count("Other seats were published since.") == 3
    refused = client.post(address(event, f"files/{done.pk}/"), follow=True)
    assert "Print those instead" in refused.text
    assert seating_of(event).printed is None
    again = start_printing(event=event, order=NAMES, by=None)
    erase_printings.run()
    assert list(Printing.objects.all()) == [again]


def test_a_printing_that_fails_is_told_counts_for_nothing_and_can_be_tried_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    event = a_large_event()
    client.force_login(host_of(event))
    with monkeypatch.context() as broken, time_machine.travel("2026-11-23T09:00Z", tick=False) as moment:
        broken.setattr(sys, "executable", str(tmp_path / "gone"))
        client.post(address(event, "names/"))
        for _ in range(3):
            run_jobs(expect_failures=True)
            moment.shift(timedelta(minutes=1))
    assert "could not be typeset" in queue.failed().get().traceback
    page = client.get(address(event)).text
    assert "Something went wrong in Pairloom itself, and nothing was printed." in page
    assert "Try again" in page
    assert "Waiting to begin" in client.post(address(event, "names/"), follow=True).text
    run_jobs()
    assert Printing.objects.get().state == PrintingState.DONE


def test_a_fault_at_once_is_told_and_counts_as_no_printing(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    event = a_published_event()
    client.force_login(organiser_of(event.programme))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    for order in ({}, {"as": "look"}):
        answer = client.post(address(event, "cards/"), order, follow=True)
        assert "Something went wrong in Pairloom itself, and nothing was printed." in answer.text
    assert seating_of(event).printed is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9999", "Nobody who comes has a card with the number 9999."),
        ("4, 1, 9998 9999", "Nobody who comes has a card with one of the numbers 1, 9998, 9999."),
        ("4-6", "“4-6” is no number of a card. Write such as: 1, 5, 9"),
        ("all of <b>them</b>", "“all” is no number of a card."),
        ("9" * 5000, "is no number of a card."),
    ],
)
def test_numbers_that_are_nobodys_print_nothing_and_are_told(client: Client, typed: str, told: str) -> None:
    event = a_published_event(mentees=6, mentors=3)  # the mentors have the numbers 1 to 3
    client.force_login(organiser_of(event.programme))
    answer = client.post(address(event, "cards/"), {"cards": typed}, follow=True)
    assert told in answer.text
    assert seating_of(event).printed is None


def test_what_was_typed_stays_in_its_field(client: Client) -> None:
    event = a_published_event()
    client.force_login(organiser_of(event.programme))
    answer = client.post(address(event, "cards/"), {"cards": "4,9999"}, follow=True)
    assert 'value="4, 9999"' in answer.text
    answer = client.post(address(event, "cards/"), {"cards": "4,9999 " + "12345 " * 1_000}, follow=True)
    assert 'name="cards" value=""' in answer.text


def test_without_published_seats_nothing_is_printed_and_no_other_kind_exists(client: Client) -> None:
    event = a_published_event()
    client.force_login(organiser_of(event.programme))
    assert client.post(address(event, "posters/")).status_code == 404
    seating = seating_of(event)
    seating.published = None
    seating.save()
    answer = client.post(address(event, "cards/"), follow=True)
    assert "There are no published seats to print yet." in answer.text
    with pytest.raises(RefusedError, match="no published seats"):
        start_printing(event=event, order=NAMES, by=None)


def test_only_those_who_run_this_event_see_and_take_its_files(client: Client) -> None:
    event = a_large_event()
    printing = printed(event)
    other = a_published_event()
    mentee = event.attendees.filter(side=Side.MENTEE).first().person
    take, look = f"files/{printing.pk}/", f"files/{printing.pk}/progress/"
    reviewer = a_person("Rui")
    add_to_team(programme=event.programme, person=reviewer, role=Role.REVIEWER, by=None)
    for person in (mentee, reviewer):
        client.force_login(person)
        assert client.post(address(event, take)).status_code == 403
        assert client.post(address(event, f"{take}erase/")).status_code == 403
        assert client.get(address(event, look)).status_code == 403
    client.force_login(organiser_of(other.programme))
    assert client.post(address(other, take)).status_code == 404
    assert "Download" not in client.get(address(other, look)).text
    client.post(address(other, f"{take}erase/"))
    assert Printing.objects.get() == printing
    client.force_login(host_of(event))
    assert client.get(address(event, take)).status_code == 405


def test_a_file_is_erased_after_an_hour_and_one_that_still_waits_is_not() -> None:
    event = a_large_event()
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as moment:
        printed(event)
        moment.shift(timedelta(minutes=59))
        waiting = start_printing(event=event, order=Order(PaperKind.SIGNS, "a4"), by=None)
        erase_printings.run()
        assert Printing.objects.count() == 2
        moment.shift(timedelta(hours=2))
        erase_printings.run()
    assert list(Printing.objects.all()) == [waiting]
    print_paper.run(printing=waiting.pk + 1)  # one that was erased before its job ran


def test_somebody_who_is_erased_takes_the_files_along_that_name_them() -> None:
    event = a_large_event()
    start_printing(event=event, order=NAMES, by=host_of(event))
    (holder,) = [one for one in holders() if one.name == "printed paper"]
    mentee = Attendee.objects.filter(side=Side.MENTEE).first().person
    [row] = holder.export(mentee)
    assert (row["event"], row["kind"], row["asked_by_you"]) == (event.name, "Wall list by name", False)
    assert [row["asked_by_you"] for row in holder.export(host_of(event))] == [True]
    assert holder.export(a_person()) == []
    holder.erase(host_of(event))
    assert Printing.objects.get().asked_by is None
    holder.erase(mentee)
    assert not Printing.objects.exists()


def test_the_page_costs_as_many_queries_with_three_files_as_with_one(
    client: Client, same_queries: SameQueries
) -> None:
    event = a_published_event()
    client.force_login(organiser_of(event.programme))

    def add_file() -> None:
        plan = seating_of(event).published
        Printing.objects.create(plan=plan, kind="names", paper="a4", language="en", asked_by=a_person())

    same_queries(client, address(event), add_file)


@pytest.mark.django_db(transaction=True)
def test_a_worker_prints_in_a_process_of_its_own() -> None:
    event = a_large_event()
    printing = start_printing(event=event, order=NAMES, by=None)
    with worker_process():
        wait_until(lambda: Printing.objects.get(pk=printing.pk).state == PrintingState.DONE)
    assert bytes(Printing.objects.get().content).startswith(b"%PDF")
