"""Calendar entries, read back as another program would."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from pairloom.calendars import CalendarEntry, CalendarWords, Person, TurnLine, ics

LISBON = ZoneInfo("Europe/Lisbon")
ENTRY = CalendarEntry(
    uid="attendee-7@speed.example.org",
    title="Newcomers meet mentors",
    start=datetime(2026, 11, 14, 18, 0, tzinfo=LISBON),
    end=datetime(2026, 11, 14, 19, 0, tzinfo=LISBON),
    changed=datetime(2026, 10, 1, 8, 0, tzinfo=UTC),
    place="Fernway Commons, Hall 2",
    turns=(TurnLine("18:00", "7", "Bo Berg"), TurnLine("18:12"), TurnLine("18:24", "9")),
    organiser=Person("Dana; Host, of Fernway", "dana@fernway.example"),
    attendee=Person("Ana Abara", "ana@fernway.example"),
)


def read(data: bytes) -> tuple[icalendar.Calendar, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    return calendar, calendar.events[0]


def test_an_entry_says_when_where_and_which_tables() -> None:
    calendar, event = read(ics([ENTRY]))
    assert calendar["method"] == "PUBLISH"
    assert event["summary"] == ENTRY.title
    assert event["location"] == ENTRY.place
    assert event["description"] == "18:00 table 7, Bo Berg\n18:12 free\n18:24 table 9"
    assert (event.start, event.end) == (ENTRY.start, ENTRY.end)


def test_the_time_zone_comes_along_with_its_rules() -> None:
    data = ics([ENTRY])
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Lisbon" in data
    assert b"DTSTART;TZID=Europe/Lisbon:20261114T180000" in data
    assert len(data) < 2_500


def test_the_same_entry_makes_the_same_bytes() -> None:
    assert ics([ENTRY]) == ics([ENTRY])


def test_a_change_is_the_same_entry_with_a_higher_number() -> None:
    later = replace(ENTRY, start=ENTRY.start + timedelta(minutes=5), sequence=1)
    calendar, event = read(ics([later], method="REQUEST"))
    assert (calendar["method"], event["uid"], event["sequence"]) == ("REQUEST", ENTRY.uid, 1)
    assert event["organizer"] == "mailto:dana@fernway.example"
    assert event["organizer"].params["CN"] == "Dana; Host, of Fernway"
    assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"


def test_a_cancellation_takes_the_entry_away() -> None:
    calendar, event = read(ics([replace(ENTRY, sequence=2)], method="CANCEL"))
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 2)


def test_a_link_is_there_for_those_who_click_and_those_who_read() -> None:
    _, event = read(ics([replace(ENTRY, about="Bring a question.", link="https://speed.example.org/now/")]))
    assert event["url"] == "https://speed.example.org/now/"
    assert event["description"].startswith("Bring a question.\n\n18:00")
    assert event["description"].endswith("\n\nhttps://speed.example.org/now/")


def test_no_text_can_add_a_line_of_its_own() -> None:
    sly = "Talk\r\nATTENDEE:mailto:eve@example.org\r\nX:"
    calendar, event = read(ics([replace(ENTRY, title=sly, place=sly, organiser=None, attendee=None)]))
    assert "attendee" not in event
    assert len(calendar.events) == 1


def test_the_words_can_be_in_another_language() -> None:
    words = CalendarWords(at_table="{start} Tisch {table}: {mentor}", free="{start} Pause")
    _, event = read(ics([ENTRY], words=words))
    assert event["description"].startswith("18:00 Tisch 7: Bo Berg\n18:12 Pause")


def test_several_entries_share_a_calendar_and_its_time_zone() -> None:
    data = ics([ENTRY, replace(ENTRY, uid="attendee-8@speed.example.org")])
    assert len(icalendar.Calendar.from_ical(data).events) == 2
    assert data.count(b"BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize(
    ("fault", "method"),
    [
        ({"start": datetime(2026, 11, 14, 18, 0)}, "PUBLISH"),  # noqa: DTZ001 (that is the fault)
        ({"end": ENTRY.start - timedelta(hours=1)}, "PUBLISH"),
        ({"organiser": None}, "REQUEST"),
        ({"attendee": None}, "CANCEL"),
    ],
)
def test_an_entry_that_no_calendar_could_use_is_refused(fault: dict[str, object], method: str) -> None:
    with pytest.raises(ValueError, match=ENTRY.uid):
        ics([replace(ENTRY, **fault)], method=method)
