"""Sheets for mentors, table signs, and what hangs on the wall."""

import pytest

from pairloom.printing import (
    Document,
    GridTable,
    MentorSheet,
    MentorSheets,
    SeatedMentee,
    SheetTurn,
    TableSign,
    TableSigns,
    WallGrid,
    WallList,
    WallName,
    html,
    pdf,
)
from tests.printing.paper import bookmarks, cards, head, page_size, pages


def sheet(mentor: str, *, turns: int = 5, mentees: int = 6, question: str = "") -> MentorSheet:
    there = tuple(SeatedMentee(f"Mentee {number}", question) for number in range(mentees))
    return MentorSheet(mentor, "7", tuple(SheetTurn(turn, there) for turn in range(1, turns + 1)))


def every_kind(turns: int = 5) -> list[Document]:
    at = head(turns)
    return [
        cards(3, turns),
        MentorSheets(at, (sheet("Bo Berg", turns=turns), sheet("Cy Chen", turns=turns, mentees=0))),
        TableSigns(at, (TableSign("7", "Bo Berg", ("Rust", "Careers")), TableSign("Stage left", "Cy Chen"))),
        WallList(at, tuple(WallName(f"Person {number}", ("7", "") * turns) for number in range(30))),
        WallGrid(at, (GridTable("7", "Bo Berg", (("Ana Abara", "Ben Hoang"), ()) * turns),)),
    ]


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize("turns", [1, 5, 12])
def test_every_kind_is_made_for_screen_readers(kind: int, turns: int) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf(every_kind(turns)[kind])


def test_each_mentor_has_a_page() -> None:
    made = pdf(MentorSheets(head(), (sheet("Bo Berg"), sheet("Cy Chen"))))
    assert pages(made) == 2
    assert {"Bo Berg", "Cy Chen", "Turn 5"} <= set(bookmarks(made))


def test_long_questions_go_on_to_further_pages() -> None:
    long = sheet(
        "Bo Berg", turns=12, mentees=10, question="How did you begin, and what would you do again? " * 12
    )
    assert pages(pdf(MentorSheets(head(12), (long, sheet("Cy Chen"))))) > 10


def test_each_table_has_a_sign_and_names_it_once() -> None:
    made = pdf(TableSigns(head(), (TableSign("7", "Bo Berg"), TableSign("8", "Cy Chen", ("Rust",)))))
    assert pages(made) == 2
    assert sorted(bookmarks(made))[:2] == ["7", "8"]


def test_the_wall_list_of_a_long_event_goes_over_pages() -> None:
    names = tuple(WallName(f"Person {number}", ("12",) * 8) for number in range(200))
    assert 3 <= pages(pdf(WallList(head(8), names))) <= 6


def test_the_wall_grid_lies_on_its_side_and_shows_six_turns_on_a_page() -> None:
    tables = (GridTable("1", "Bo Berg", (("Ana Abara",),) * 12),)
    made = pdf(WallGrid(head(12), tables))
    assert pages(made) == 2
    assert page_size(made) == (297.0, 210.0)


@pytest.mark.parametrize("kind", [MentorSheets, TableSigns, WallList, WallGrid])
def test_an_event_without_people_makes_an_empty_document(kind: type) -> None:
    assert pages(pdf(kind(head(), ()))) <= 1
    assert html(kind(head(), ())).startswith(b"<!doctype html>")
