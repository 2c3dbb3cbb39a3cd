"""A long document in parts that typst can set in little memory, each in a process that ends with it."""

import sys
from pathlib import Path

import pytest

from pairloom.printing import (
    CardRow,
    Cards,
    GridTable,
    MentorSheet,
    MentorSheets,
    PrintingError,
    SeatedMentee,
    SheetTurn,
    TableSign,
    TableSigns,
    WallGrid,
    WallList,
    WallName,
    parts,
    pdf,
    pdf_apart,
)
from pairloom.printing.apart import typeset_apart
from pairloom.printing.values import Card, Document
from tests.printing.paper import cards, head

TURNS = 8
TABLES = tuple(str(turn) for turn in range(TURNS))
DOCUMENTS: list[Document] = [
    cards(2_000, TURNS),
    MentorSheets(
        head(TURNS),
        tuple(
            MentorSheet(
                f"Mentor {number}",
                "1",
                tuple(SheetTurn(turn, (SeatedMentee("Ana"),) * 10) for turn in range(TURNS)),
            )
            for number in range(200)
        ),
    ),
    TableSigns(head(TURNS), tuple(TableSign(str(number), "Bo Berg") for number in range(1_500))),
    WallList(head(TURNS), tuple(WallName(f"Person {number}", TABLES) for number in range(5_000))),
    WallGrid(
        head(TURNS),
        tuple(GridTable(str(number), "Bo Berg", (("Ana",) * 10,) * TURNS) for number in range(900)),
    ),
]


def things(document: Document) -> tuple[object, ...]:
    (cut,) = [value for name, value in vars(document).items() if name != "head"]
    return cut


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: type(document).__name__)
def test_parts_of_about_the_same_size_hold_everything_once_and_in_order(document: Document) -> None:
    cut = parts(document)
    assert len(cut) > 1
    assert {part.document.head for part in cut} == {document.head}
    assert sum((things(part.document) for part in cut), ()) == things(document)
    sizes = [len(things(part.document)) for part in cut]
    assert max(sizes) - min(sizes) <= 1


def test_two_thousand_cards_are_five_parts_of_four_hundred_and_say_who_is_in_them() -> None:
    cut = parts(cards(2_000, TURNS))
    assert [len(things(part.document)) for part in cut] == [400] * 5
    assert [(part.first, part.last) for part in cut[:2]] == [
        ("Person 1", "Person 400"),
        ("Person 401", "Person 800"),
    ]


def test_a_part_holds_one_thing_at_least_however_little_it_may_take() -> None:
    long = Card("Ana", tuple(CardRow(turn) for turn in range(20)))
    cut = parts(Cards(head(20), (long, long, cards(1).cards[0])), kilobytes=100)
    assert [len(things(part.document)) for part in cut] == [1, 1, 1]


def test_what_is_short_or_empty_is_one_part() -> None:
    assert [part.document for part in parts(cards(60))] == [cards(60)]
    [part] = parts(cards(0))
    assert (part.document, part.first, part.last) == (cards(0), "", "")


def test_a_process_of_its_own_gives_the_same_bytes() -> None:
    document = Cards(head(), (*cards(3).cards, Card('Zoë "#panic" 王', ())))
    assert pdf_apart(document, paper="us-letter") == pdf(document, paper="us-letter")


def test_it_needs_nothing_from_the_folder_where_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typst.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(Path(entry).absolute()) for entry in sys.path if entry])
    assert pdf_apart(cards(1)).startswith(b"%PDF")


def test_what_typst_says_of_a_fault_is_told() -> None:
    with pytest.raises(PrintingError, match=r"cards\.typ was not typeset; exit code 1(.|\n)*TypstError"):
        typeset_apart("cards.typ", "no data")


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(PrintingError, match=r"cards\.typ could not be typeset"):
        pdf_apart(cards(1))
