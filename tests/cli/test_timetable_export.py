"""`pairloom timetable export`: a plan as seats, paper and calendars."""

import icalendar
import pytest

from tests.cli.command import Terminal
from tests.cli.evening import plan
from tests.printing.paper import bookmarks, page_size, pages

WHEN = ("--starts", "2026-11-14T18:30", "--zone", "Europe/Lisbon", "--minutes", "8", "--change", "2")


@pytest.fixture
def planned(terminal: Terminal) -> Terminal:
    assert plan(terminal).code == 0
    return terminal


def test_all_papers_come_at_once_as_pdf_or_html_by_the_ending(planned: Terminal) -> None:
    ended = planned.run(
        *("timetable", "export", "plan.json", "--cards", "cards.pdf", "--sheets", "sheets.pdf"),
        *("--signs", "signs.html", "--grid", "grid.html", "--list", "list.pdf", "--paper", "letter", *WHEN),
    )
    assert ended.code == 0
    assert ended.out == "Written: cards.pdf, sheets.pdf, signs.html, list.pdf, grid.html.\n"
    cards = (planned.folder / "cards.pdf").read_bytes()
    assert (pages(cards), page_size(cards)) == (1, (215.9, 279.4))
    assert {"Ana Abara", "Dan Ivo"} <= set(bookmarks(cards))
    assert {"Bo Berg", "Edda Falk"} <= set(bookmarks((planned.folder / "sheets.pdf").read_bytes()))
    grid = (planned.folder / "grid.html").read_text()
    assert "18:40–18:48" in grid  # noqa: RUF001 (as it is printed)


def test_a_card_tells_where_to_sit_and_no_score(planned: Terminal) -> None:
    assert planned.run("timetable", "export", "plan.json", "--cards", "cards.html").code == 0
    card = (planned.folder / "cards.html").read_text().split("<section>")[1]
    for told in ("Ana Abara", "Bo Berg", ">7</b>", "Edda Falk", ">12</b>"):
        assert told in card
    assert "0.9" not in card


def test_a_wish_that_came_true_is_told_on_the_card(terminal: Terminal) -> None:
    plan(terminal, mentees_csv="id,wishes\nana,edda\nben,\ncy,\ndan,\n")
    terminal.run("timetable", "export", "plan.json", "--cards", "cards.html")
    page = (terminal.folder / "cards.html").read_text()
    assert page.count("You asked for this mentor") == 1


def test_cards_can_be_printed_again_only_for_those_who_need_a_new_one(planned: Terminal) -> None:
    planned.write(changes_csv="mentee,turn,old_mentor,new_mentor\ncy,2,bo,\ncy,1,,edda\n")
    ended = planned.run("timetable", "export", "plan.json", "--cards", "new.html", "--only", "changes.csv")
    assert ended.code == 0
    page = (planned.folder / "new.html").read_text()
    assert page.count("<section>") == 1
    assert "Cy Chen" in page
    assert "No. 3" in page


def test_questions_asked_in_advance_are_on_the_mentors_sheets(planned: Terminal) -> None:
    planned.write(questions_csv="mentee,question\nana,How did you begin?\n")
    options = ("--sheets", "sheets.html", "--questions", "questions.csv")
    assert planned.run("timetable", "export", "plan.json", *options).code == 0
    assert (planned.folder / "sheets.html").read_text().count("How did you begin?") == 2


def test_everybody_gets_a_calendar_file(planned: Terminal) -> None:
    options = ("--ics", "calendars", "--name", "Newcomers meet mentors", "--place", "Hall 2", *WHEN)
    assert planned.run("timetable", "export", "plan.json", *options).code == 0
    files = sorted(path.name for path in (planned.folder / "calendars").iterdir())
    assert files == ["ana.ics", "ben.ics", "cy.ics", "dan.ics"]
    calendar = icalendar.Calendar.from_ical((planned.folder / "calendars" / "ana.ics").read_bytes())
    event = calendar.events[0]
    assert event["summary"] == "Newcomers meet mentors"
    assert (f"{event.start:%H:%M}", f"{event.end:%H:%M}") == ("18:30", "18:48")
    assert sorted(line[6:] for line in event["description"].splitlines()) == [
        "table 12, Edda Falk",
        "table 7, Bo Berg",
    ]


def test_an_id_may_hold_what_a_file_name_cannot(terminal: Terminal) -> None:
    mentees = "id\n../ana\n/ana\n..\n"
    edges = "mentee,mentor,score\n../ana,bo,1\n/ana,bo,1\n..,bo,1\n"
    plan(terminal, mentees_csv=mentees, edges_csv=edges)
    assert terminal.run("timetable", "export", "plan.json", "--ics", "calendars", *WHEN).code == 0
    assert len(list((terminal.folder / "calendars").iterdir())) == 3


FAULTS = {
    "nothing asked": ((), "Say what to write: --csv, --cards"),
    "unknown ending": (("--cards", "cards.doc"), "cards.doc: --cards writes .pdf or .html"),
    "unknown paper": (("--cards", "cards.pdf", "--paper", "a3"), "--paper takes a4 or letter, not 'a3'."),
    "no day for calendars": (("--ics", "cal", "--starts", "18:30"), "--ics needs --starts with its day"),
    "no moment": (("--csv", "s.csv", "--starts", "soon"), "not 'soon'"),
    "no zone": (("--csv", "s.csv", "--starts", "18:30", "--zone", "Mars/North"), "not 'Mars/North'"),
    "no minutes": (("--csv", "s.csv", "--minutes", "0"), "--minutes takes a number from 1 to 1440, not 0."),
    "folder is a file": (("--ics", "edges.csv", *WHEN), "edges.csv: is a file; --ics takes a folder."),
    "the same file twice": (("--csv", "x.html", "--cards", "x.html"), "name the same file"),
    "the plan itself": (("--csv", "plan.json"), "name the same file"),
    "only for nobody": (
        ("--cards", "c.pdf", "--only", "edges.csv"),
        "edges.csv, row 1, column mentor: is not",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_written_is_told(planned: Terminal, fault: str) -> None:
    options, message = FAULTS[fault]
    before = planned.names()
    ended = planned.run("timetable", "export", "plan.json", *options)
    assert ended.code == 2
    assert message in ended.err
    assert planned.names() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not JSON"),
        ("{}", "is not a stored timetable of Pairloom"),
        ('{"format": "pairloom-timetable-plan", "format_version": 99}', "has format version 99"),
        ('{"format": "pairloom-timetable-plan", "format_version": 1}', "is a damaged plan"),
    ],
)
def test_a_file_that_is_no_plan_is_told(terminal: Terminal, content: str, message: str) -> None:
    terminal.write(plan_json=content)
    for arguments in (("export", "plan.json", "--csv", "seats.csv"), ("check", "plan.json")):
        ended = terminal.run("timetable", *arguments)
        assert ended.code == 2
        assert message in ended.err
