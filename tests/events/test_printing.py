"""Paper: the published plan as cards, sheets, signs and walls, and which cards are out of date."""

import io
import zipfile

import pytest
from django.test import Client

from pairloom.events.enums import PaperKind, WhoMoves
from pairloom.events.models import Event
from pairloom.events.orders import Order
from pairloom.events.queries.printing import (
    cards,
    evening_of,
    mentor_sheets,
    table_signs,
    wall_grid,
    wall_list,
)
from pairloom.events.queries.seating import seating_of
from pairloom.events.services.printing import made
from pairloom.events.services.seating import publish
from pairloom.programmes.enums import Role, Side
from tests.events.test_seating import planned
from tests.events.test_seating_changes import a_swap, an_event_with_choices
from tests.support.events import a_full_event, a_published_event
from tests.support.scenarios import a_team_member, organiser_of

pytestmark = pytest.mark.django_db


def the_evening(event: Event):
    return evening_of(event, seating_of(event).published)


def test_a_card_tells_every_turn_and_leads_to_its_page() -> None:
    event = a_published_event(time_zone="Europe/Berlin")
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    card = next(card for card in cards(the_evening(event)).cards if card.number == str(mentee.number))
    assert card.link.endswith(f"/card/{mentee.token}/")
    assert [row.turn for row in card.rows] == [1, 2, 3]
    first = seating_of(event).published.seats.get(mentee=mentee, turn=1)
    assert (card.rows[0].table, card.rows[0].mentor) == (str(first.table.number), str(first.mentor.person))


def test_only_the_chosen_cards_are_printed() -> None:
    event = a_published_event()
    numbers = [each.number for each in event.attendees.filter(side=Side.MENTEE)[:2]]
    assert {card.number for card in cards(the_evening(event), numbers).cards} == set(map(str, numbers))


def test_a_mentor_reads_only_questions_that_mentors_may_see() -> None:
    event = a_published_event()
    one, other = event.attendees.filter(side=Side.MENTEE)[:2]
    one.question, one.shares = "How do I begin?", ["question"]
    other.question, other.shares = "What do you earn?", []
    one.save()
    other.save()
    sheets = mentor_sheets(the_evening(event)).sheets
    asked = {person.question for sheet in sheets for turn in sheet.turns for person in turn.mentees}
    assert asked == {"", "How do I begin?"}


def test_a_mentor_who_sits_elsewhere_for_a_turn_reads_where() -> None:
    event = a_full_event(mentees=9, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentee.keeps_table, mentee.table = True, event.tables.get(number=3)
    mentee.save()
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    away = {
        (sheet.mentor, turn.turn, turn.table)
        for sheet in mentor_sheets(the_evening(event)).sheets
        for turn in sheet.turns
        if turn.table
    }
    met = plan.seats.filter(mentee=mentee).exclude(mentor__table__number=3).select_related("mentor__person")
    assert {(str(seat.mentor.person), seat.turn, "3") for seat in met} <= away


def test_walls_and_signs_name_everybody_once() -> None:
    event = a_published_event(mentees=6, mentors=3)
    evening = the_evening(event)
    assert len(wall_list(evening).names) == 6
    grid = wall_grid(evening)
    assert [table.table for table in grid.tables] == ["1", "2", "3"]
    assert sum(len(cell) for table in grid.tables for cell in table.turns) == 18
    assert [sign.mentor for sign in table_signs(evening).signs] == [table.mentor for table in grid.tables]


def test_where_mentors_move_signs_bear_numbers_alone_and_sheets_the_table_of_each_turn() -> None:
    event = a_full_event(mentees=6, mentors=3, who_moves=WhoMoves.MENTORS)
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    evening = the_evening(event)
    assert {sign.mentor for sign in table_signs(evening).signs} == {""}
    for sheet in mentor_sheets(evening).sheets:
        assert sheet.table == ""
        assert len({turn.table for turn in sheet.turns if turn.mentees}) == 3


def test_everything_is_five_documents_and_the_same_bytes_each_time() -> None:
    event = a_published_event(mentees=3, mentors=3)
    order = Order(PaperKind.EVERYTHING, "us-letter")
    packed = made(the_evening(event), order)
    assert packed == made(the_evening(event), order)
    assert packed.name == f"{event.slug}.zip"
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert len(archive.namelist()) == 5
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())


def test_cards_that_changed_since_they_were_printed_are_named_until_they_are_printed(client: Client) -> None:
    event = an_event_with_choices()
    address = f"/events/{event.slug}/organise/print/"
    client.force_login(organiser_of(event.programme))
    assert "No seats are published yet" in client.get(address).text
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    answer = client.post(address + "cards/", {"paper": "a4"})
    assert answer["Content-Type"] == "application/pdf"
    assert "were printed" in client.get(address).text
    change = a_swap(plan)
    swapped = planned(event, change)
    publish(event=event, made_on=swapped.number, by=None)
    assert "2 cards to print again" in client.get(address).text
    numbers = event.attendees.filter(pk__in=[cell.mentee for cell in change.cells])
    one, other = numbers.values_list("number", flat=True)
    client.post(address + "cards/", {"paper": "a4", "cards": f"{one}"})
    assert "2 cards to print again" in client.get(address).text
    client.post(address + "cards/", {"paper": "a4", "cards": f"{one}, {other}"})
    assert "were printed" in client.get(address).text


def test_looking_counts_as_no_printing_and_unknown_numbers_are_told(client: Client) -> None:
    event = a_published_event()
    address = f"/events/{event.slug}/organise/print/"
    client.force_login(a_team_member(event.programme, Role.HOST))
    assert client.post(address + "cards/", {"as": "look"})["Content-Disposition"] == "inline"
    assert seating_of(event).printed is None
    answer = client.post(address + "cards/", {"cards": "999"}, follow=True)
    assert "Nobody who comes has a card" in answer.text
    assert client.get(address + "?cards=3,5").text.count('value="3, 5"') == 1
