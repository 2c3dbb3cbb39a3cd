"""The organiser's pages: plan, change, open, call off; tables and people."""

import codecs
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from pairloom.core.models import AuditEntry
from pairloom.events.forms.people import AddPeopleForm
from pairloom.events.models import Attendee, Event
from pairloom.messages.models import Message
from pairloom.people.enums import Level, TopicSide
from pairloom.people.services import set_topics
from pairloom.programmes.enums import Side
from tests.support.events import a_full_event, a_speed_event, an_attendee
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, a_programme, organiser_of

pytestmark = pytest.mark.django_db

SIX = datetime(2030, 3, 4, 18, tzinfo=UTC)
ENTERED = {
    "name": "Mentoring breakfast",
    "place": "Hall 3",
    "day": "2030-03-04",
    "hour": "18:00",
    "time_zone": "Europe/Berlin",
    "turns": "5",
    "minutes": "10",
    "change_minutes": "2",
    "who_moves": "mentees",
    "no_show_percent": "18",
    "topics": ["Go", "Rust", "go", ""],
    "closes_day": "2030-03-02",
    "closes_hour": "12:00",
    "table_count": "4",
    "table_seats": "10",
}


def organise(event: Event, rest: str = "") -> str:
    return f"/events/{event.slug}/organise/{rest}"


def signed_in(client: Client, event: Event) -> Client:
    client.force_login(organiser_of(event.programme))
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_event_is_planned_from_its_programme(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    address = f"/events/new/{programme.slug}/"
    for page in (f"/programmes/{programme.slug}/", "/events/", "/me/"):
        assert address in text(client.get(page))
    response = client.post(address, ENTERED | {"save": "1"}, follow=True)
    event = Event.objects.get()
    assert response.redirect_chain[-1][0] == organise(event)
    assert event.starts_at == datetime(2030, 3, 4, 17, tzinfo=UTC)
    assert [topic.name for topic in event.topics.all()] == ["Go", "Rust"]
    assert [table.seats for table in event.tables.all()] == [10, 10, 10, 10]
    assert "Open it for answers" in text(response)


def test_a_host_may_limit_the_mentors_of_one_employer(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    address = f"/events/new/{programme.slug}/"
    refused = client.post(address, ENTERED | {"employer_most": "0", "save": "1"})
    assert "greater than or equal to 1" in text(refused)
    client.post(address, ENTERED | {"employer_most": "2", "save": "1"})
    event = Event.objects.get()
    assert event.employer_most == 2
    client.post(organise(event, "edit/"), ENTERED | {"employer_most": "", "save": "1"})
    event.refresh_from_db()
    assert event.employer_most is None


def test_only_organisers_plan(client: Client) -> None:
    programme = a_programme()
    client.force_login(a_person())
    assert client.get(f"/events/new/{programme.slug}/").status_code == 403
    for page in (f"/programmes/{programme.slug}/", "/events/", "/me/"):
        assert "/events/new/" not in text(client.get(page))


def test_the_form_of_a_new_event_proposes_what_is_usual(client: Client) -> None:
    person = a_person()
    set_topics(person=person, side=TopicSide.OFFERED, topics={"Go": Level.EXPERT})
    programme = a_programme()
    client.force_login(organiser_of(programme))
    form = client.get(f"/events/new/{programme.slug}/").context["form"]
    proposed = [form[name].value() for name in ("turns", "minutes", "change_minutes", "topics")]
    assert proposed == [5, 10, 2, ["Go"]]


def test_the_sheet_follows_the_numbers_with_and_without_a_script(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    address = f"/events/new/{programme.slug}/"
    fewer = ENTERED | {"turns": "4"}
    live = text(client.post(address, fewer, headers={"HX-Request": "true", "HX-Target": "sheet"}))
    assert "With 4 tables of 10 nobody can avoid it" in live
    assert "<form" not in live
    page = text(client.post(address, fewer | {"check": "1"}))
    assert "With 4 tables of 10 nobody can avoid it" in page
    assert 'value="Mentoring breakfast"' in page
    assert not Event.objects.exists()


def test_a_proposal_is_taken_over_into_the_form(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    page = client.post(f"/events/new/{programme.slug}/", ENTERED | {"length": "90", "cut": "9-8-2"})
    form = page.context["form"]
    assert [form[name].value() for name in ("turns", "minutes", "change_minutes")] == ["9", "8", "2"]
    assert 'value="7-10-2"' in text(page)


def test_taking_a_proposal_over_complains_about_nothing_that_is_empty_as_yet(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    address = f"/events/new/{programme.slug}/"
    begun = ENTERED | {"name": "", "day": "", "minutes": "0"}
    taken = client.post(address, begun | {"cut": "5-10-2"})
    assert "Nearly there" not in text(taken)
    reckoned = client.post(address, begun | {"check": "1"})
    assert "greater than or equal to 1" in text(reckoned), "what is wrong is still said"
    assert "This field is required" not in text(reckoned)
    assert "This field is required" in text(client.post(address, begun | {"save": "1"}))


def test_the_ways_to_cut_the_hour_stand_where_it_is_entered_and_follow_it(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    address = f"/events/new/{programme.slug}/"
    page = text(client.get(address))
    assert page.index('name="length"') < page.index('name="cut"') < page.index('name="turns"')
    longer = ENTERED | {"length": "90"}
    live = text(client.post(address, longer, headers={"HX-Request": "true", "HX-Target": "sheet"}))
    assert 'value="7-10-2"' in live


def test_mistakes_are_named_and_nothing_entered_is_lost(client: Client) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    wrong = ENTERED | {"save": "1", "turns": "0", "day": "", "closes_day": "2031-01-01", "table_seats": "x"}
    form = client.post(f"/events/new/{programme.slug}/", wrong).context["form"]
    assert {"turns", "day", "table_seats"} <= form.errors.keys()
    late = client.post(f"/events/new/{programme.slug}/", ENTERED | {"save": "1", "closes_day": "2031-01-01"})
    assert "RSVP must end before the first bell" in text(late)
    gap = {"day": "2030-03-31", "hour": "02:30", "save": "1"}
    skipped = client.post(f"/events/new/{programme.slug}/", ENTERED | gap)
    assert "clocks are set forward" in text(skipped)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("entered", "told"),
    [
        ({"topics": [f"Topic {number}" for number in range(41)]}, "These are 41 topics"),
        ({"topics": ["G\0"]}, "Null characters are not allowed"),
        ({"about": "x" * 5001}, "at most 5000 characters"),
    ],
)
def test_more_than_an_event_can_hold_is_refused(
    client: Client, entered: dict[str, object], told: str
) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    page = client.post(f"/events/new/{programme.slug}/", ENTERED | {"save": "1"} | entered)
    assert told in text(page)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("entered", "told"),
    [
        ({"day": "9999-12-31"}, "This cannot be the year"),
        ({"day": "0001-01-01", "time_zone": "Asia/Tokyo"}, "This cannot be the year"),
        ({"closes_day": "0001-01-01", "time_zone": "Asia/Tokyo"}, "This cannot be the year"),
        ({"day": "2020-03-04", "closes_day": "2020-03-02"}, "The first bell would be in the past"),
    ],
)
def test_a_slip_in_a_date_is_told_at_the_date(client: Client, entered: dict[str, str], told: str) -> None:
    programme = a_programme()
    client.force_login(organiser_of(programme))
    page = client.post(f"/events/new/{programme.slug}/", ENTERED | {"save": "1"} | entered)
    assert told in text(page)
    assert not Event.objects.exists()


def test_an_event_of_the_past_keeps_its_date_while_other_things_change(client: Client) -> None:
    event = a_speed_event(starts_at=SIX.replace(year=2020), place="Hall 3")
    page = signed_in(client, event).get(organise(event, "edit/"))
    form = page.context["form"]
    same = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    client.post(organise(event, "edit/"), same | {"save": "1", "place": "Hall 4"})
    event.refresh_from_db()
    assert event.place == "Hall 4"
    moved = client.post(organise(event, "edit/"), same | {"save": "1", "day": "2020-03-05"})
    assert "The first bell would be in the past" in text(moved)


def test_an_earlier_event_is_copied_without_its_dates(client: Client) -> None:
    event = a_speed_event(starts_at=SIX, tables={1: 7, 2: 7}, name="Breakfast", place="Hall 9", turns=3)
    page = signed_in(client, event).get(f"/events/new/{event.programme.slug}/?copy={event.slug}")
    form = page.context["form"]
    copied = {name: form[name].value() for name in ("name", "place", "turns", "table_count", "table_seats")}
    assert copied == {"name": "Breakfast", "place": "Hall 9", "turns": 3, "table_count": 2, "table_seats": 7}
    assert form["day"].value() != SIX.date()


def test_saving_an_event_without_a_change_writes_to_nobody_and_a_new_place_does(client: Client) -> None:
    event = a_full_event(mentees=1, mentors=1, starts_at=SIX, place="Hall 3")
    page = signed_in(client, event).get(organise(event, "edit/"))
    form = page.context["form"]
    same = {name: form[name].value() for name in form.fields if form[name].value() is not None} | {
        "save": "1"
    }
    client.post(organise(event, "edit/"), same)
    assert Message.objects.count() == 0
    response = client.post(organise(event, "edit/"), same | {"place": "Hall 4"})
    assert response["Location"].startswith("/outbox/programme/")
    assert Message.objects.filter(key="event-changed").count() == 2


def test_opening_and_calling_off_lead_from_one_step_to_the_next(client: Client) -> None:
    event = a_speed_event(is_open=False, starts_at=SIX)
    signed_in(client, event)
    assert "Open it for answers" in text(client.get(organise(event)))
    assert "Find 3 more mentors" in text(client.post(organise(event, "open/"), follow=True))
    an_attendee(event)
    page = text(client.post(organise(event, "call-off/"), follow=True))
    assert "Read and send 1 letter" in page
    assert organise(event, "hold/") in page
    client.post(organise(event, "hold/"))
    event.refresh_from_db()
    assert event.cancelled_at is None


def test_single_tables_are_changed_added_and_taken_away(client: Client) -> None:
    event = a_speed_event(tables={1: 4, 2: 4})
    rows = [("1", "4", "near the door", ""), ("2", "4", "", "on"), ("9", "12", "", "")]
    data = {"table-TOTAL_FORMS": "3", "table-INITIAL_FORMS": "2"}
    for place, (number, seats, note, gone) in enumerate(rows):
        names = zip(("number", "seats", "note", "DELETE"), (number, seats, note, gone), strict=True)
        data |= {f"table-{place}-{name}": value for name, value in names}
    signed_in(client, event).post(organise(event, "tables/"), data)
    kept = [(table.number, table.seats, table.note) for table in event.tables.all()]
    assert kept == [(1, 4, "near the door"), (9, 12, "")]
    twice = client.post(organise(event, "tables/"), data | {"table-2-number": "1", "table-1-DELETE": ""})
    assert "two tables with this number" in text(twice)


def test_tables_alike_keep_notes_and_mentors_get_them(client: Client) -> None:
    event = a_speed_event(tables={1: 4})
    event.tables.update(note="no steps")
    for _ in range(3):
        an_attendee(event, Side.MENTOR)
    signed_in(client, event)
    page = text(client.post(organise(event, "tables/equal/"), {"count": "2", "seats": "6"}, follow=True))
    assert "3 mentors have no table yet" in page
    client.post(organise(event, "tables/mentors/"))
    assert [(t.number, t.seats, t.note) for t in event.tables.all()] == [(1, 6, "no steps"), (2, 6, "")]
    assert event.attendees.exclude(table=None).count() == 2


def test_people_are_found_filtered_and_handed_out_as_a_file(client: Client) -> None:
    event = a_speed_event()
    an_attendee(event, person=a_person("Mei Tan"), topics="Go", question="=cmd()", access_needs="A ramp")
    an_attendee(event, Side.MENTOR, person=a_person("Asha Patel"), topics="Rust")
    an_attendee(event, person=a_person("Gone Away"), state="cancelled")
    signed_in(client, event)
    assert "Gone Away" not in text(client.get(organise(event, "people/")))
    assert "Gone Away" in text(client.get(organise(event, "people/?state=cancelled")))
    mentors = text(client.get(organise(event, "people/?side=mentor")))
    assert "Asha Patel" in mentors
    assert "Mei Tan" not in mentors
    assert "Mei Tan" in text(client.get(organise(event, "people/?search=go")))
    assert "Nobody like that" in text(client.get(organise(event, "people/?search=zzz&state=nonsense")))
    rows = text(client.get(organise(event, "people/people.csv"))).splitlines()
    assert len(rows) == 4
    assert "'=cmd()" in rows[1]


def test_who_takes_the_people_as_a_file_is_noted_and_spreadsheets_know_its_letters(client: Client) -> None:
    event = a_speed_event()
    an_attendee(event, person=a_person("Zoë Müller"))
    signed_in(client, event)
    file = client.get(organise(event, "people/people.csv")).content
    assert file.startswith(codecs.BOM_UTF8)
    assert "Zoë Müller" in file.decode("utf-8-sig")
    noted = AuditEntry.objects.get(action="exported the people")
    assert (noted.by, noted.details) == (organiser_of(event.programme), {"rows": 1})


def test_pasted_people_are_understood_and_mistakes_name_their_line(client: Client) -> None:
    event = a_speed_event()
    known = a_person("Kofi Mensah")
    pasted = (
        'Asha Patel <asha@example.org>\n"Kim, Min-ji" <kim@example.org>\nNoor Haddad\tnoor@example.org\n'
        f"lee@example.org\n{known.name}\n\n"
    )
    signed_in(client, event).post(organise(event, "people/add/"), {"people": pasted, "side": "mentor"})
    found = Attendee.objects.order_by("number").values_list("person__name", "person__email", "side")
    assert list(found) == [
        ("Asha Patel", "asha@example.org", "mentor"),
        ("Kim, Min-ji", "kim@example.org", "mentor"),
        ("Noor Haddad", "noor@example.org", "mentor"),
        ("", "lee@example.org", "mentor"),
        ("Kofi Mensah", known.email, "mentor"),
    ]
    wrong = {"people": "asha@example.org\nNobody Known", "side": "mentor"}
    page = text(client.post(organise(event, "people/add/"), wrong))
    assert "Line 2: nobody is known as “Nobody Known”" in page
    assert "asha@example.org" in page
    broken = {"people": "Asha <asha@nowhere>", "side": "mentor"}
    assert "has no address" in text(client.post(organise(event, "people/add/"), broken))


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("a@example.org, b@example.org", {"a@example.org": "", "b@example.org": ""}),
        ("Ada <a@example.org>; Bo <b@example.org>;", {"a@example.org": "Ada", "b@example.org": "Bo"}),
        (
            'Müller, Jörg <a@example.org>, "Kim, Min" <b@example.org>',
            {"a@example.org": "Müller, Jörg", "b@example.org": "Kim, Min"},
        ),
        ("Jo\tSmith\tjo@example.org\tAcme", {"jo@example.org": "Jo Smith"}),
        ("jo@example.org\tJo Smith\tAcme", {"jo@example.org": "Jo Smith"}),
        ("JO@Example.org, jo@example.org", {"jo@example.org": ""}),
        ("Jo (Joe) Smith (jo@example.org)", {"jo@example.org": "Jo (Joe) Smith"}),
        ("محمد علي <m@example.org>", {"m@example.org": "محمد علي"}),
    ],
)
def test_a_line_is_understood_as_programs_write_it(line: str, people: dict[str, str]) -> None:
    form = AddPeopleForm({"people": line, "side": "mentor", "asks": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == people


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("N" * 121 + " <n@example.org>", "Line 2: a name can have 120 letters at most."),
        ("x" * 60 + "@" + "y" * 60 + "." + ".".join(["z" * 60] * 3), "has no address that could get mail"),
    ],
)
def test_names_and_addresses_that_are_too_long_name_their_line(line: str, told: str) -> None:
    form = AddPeopleForm({"people": f"a@example.org\n{line}", "side": "mentor", "asks": ""})
    assert told in str(form.errors["people"])


def test_asking_mentors_leads_to_the_drafts(client: Client) -> None:
    event = a_speed_event()
    asked = {"people": "asha@example.org", "side": "mentor", "asks": "1"}
    response = signed_in(client, event).post(organise(event, "people/add/"), asked)
    assert response["Location"].startswith("/outbox/programme/")
    assert not Attendee.objects.exists()


def test_an_organiser_changes_side_and_table_and_cancels_for_somebody(client: Client) -> None:
    event = a_full_event(mentees=1, mentors=1)
    mentor, mentee = event.attendees.order_by("number")
    signed_in(client, event)
    page = organise(event, f"people/{mentee.number}/")
    taken = client.post(page, {"side": "mentor", "table": str(mentor.table_id)})
    assert "sits at table 1 already" in text(taken)
    nowhere = client.post(page, {"side": "mentee", "keeps_table": "on"})
    assert "Choose the table" in text(nowhere)
    free = event.tables.get(number=3)
    client.post(page, {"side": "mentor", "table": str(free.pk), "keeps_table": "on"})
    mentee.refresh_from_db()
    assert (mentee.side, mentee.table, mentee.keeps_table) == ("mentor", free, True)
    assert page + "back/" in text(client.post(page + "cancel/", follow=True))
    client.post(page + "back/")
    mentee.refresh_from_db()
    assert mentee.state == "coming"


def test_wishes_are_not_shown_to_organisers(client: Client) -> None:
    event = a_speed_event()
    mentor = an_attendee(event, Side.MENTOR, person=a_person("Asha Patel"))
    mentee = an_attendee(event)
    mentee.wishes.add(mentor, through_defaults={"rank": 1})
    page = text(signed_in(client, event).get(organise(event, f"people/{mentee.number}/")))
    assert "Asha Patel" not in page


def test_the_lists_ask_the_database_no_more_for_three_people_than_for_one(
    client: Client, same_queries: SameQueries
) -> None:
    event = a_speed_event()
    signed_in(client, event)

    def more() -> None:
        an_attendee(event, Side.MENTOR, topics="Go, Rust", table=event.tables.order_by("?").first())

    more()
    for page in ("", "people/", "tables/", "people/people.csv"):
        same_queries(client, organise(event, page), more)
