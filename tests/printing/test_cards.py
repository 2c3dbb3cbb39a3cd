"""Cards: several on a page, whole on their side of the cuts, whatever people are called."""

import pytest

from pairloom.printing import Card, CardRow, Cards, Words, images, pdf
from pairloom.printing.impose import cut_and_stack
from tests.printing.paper import bookmarks, card, cards, darkness, head, page_size, pages


@pytest.mark.parametrize(
    ("people", "turns", "expected"), [(1, 5, 1), (4, 6, 1), (5, 6, 2), (60, 5, 15), (2, 7, 1), (3, 12, 2)]
)
def test_four_cards_of_up_to_six_turns_or_two_longer_ones_share_a_page(
    people: int, turns: int, expected: int
) -> None:
    assert pages(pdf(cards(people, turns))) == expected


def test_a_stack_of_pages_cut_into_piles_is_in_order() -> None:
    assert cut_and_stack("abcde", places=2) == ["a", "d", "b", "e", "c", None]
    on_pages = cut_and_stack(range(7), places=4)
    piles = [card for place in range(4) for card in on_pages[place::4]]
    assert [card for card in piles if card is not None] == list(range(7))


@pytest.mark.parametrize(("paper", "size"), [("a4", (210.0, 297.0)), ("us-letter", (215.9, 279.4))])
def test_the_page_has_the_size_of_the_paper(paper: str, size: tuple[float, float]) -> None:
    assert page_size(pdf(cards(1), paper=paper)) == size


def test_the_pdf_is_made_for_screen_readers_and_names_each_person_in_its_outline() -> None:
    made = pdf(cards(2))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Lang" in made
    assert {"Person 1", "Person 2"} <= set(bookmarks(made))


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x")',
        "$x^2$ *bold* _it_",
        "\\u{41} // no",
        '"]) #pagebreak()',
        "<script>",
        "@ana [x]",
        "= Title",
    ],
)
def test_no_name_is_read_as_markup(name: str) -> None:
    made = pdf(Cards(head(), (card(name),)))
    assert name in bookmarks(made)
    assert pages(made) == 1


def test_the_same_cards_make_the_same_bytes() -> None:
    assert pdf(cards(3)) == pdf(cards(3))


def test_the_words_can_be_in_another_language() -> None:
    made = pdf(cards(1), words=Words(language="pt-BR", cards="Cartões"))
    assert "Cartões: Newcomers meet mentors" in made.decode("utf-8", "replace")
    assert b"(pt-BR)" in made


@pytest.mark.parametrize("name", ["王小明", "🎉 Ana", "\ue000"])
def test_a_letter_that_no_font_of_ours_has_stops_nobody(name: str) -> None:
    assert pages(pdf(Cards(head(), (card(name),)))) == 1


def test_a_person_without_a_name_gets_a_card() -> None:
    assert pages(pdf(Cards(head(), (card(" "),)))) == 1


def test_a_link_becomes_a_code_that_screen_readers_can_tell() -> None:
    plain, linked = (Cards(head(), (card(link=link),)) for link in ("", "https://speed.example.org/card/abc"))
    assert b"/Alt" not in pdf(plain)
    assert b"/Alt(On your phone: https://speed.example.org/card/abc)" in pdf(linked)


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("turns", [6, 12])
def test_the_longest_texts_stay_on_their_side_of_the_cuts(turns: int, paper: str) -> None:
    """Two millimetres from the cuts there is nothing, and neither is there at the edge of the paper."""
    rows = tuple(
        CardRow(turn, "Conservatory, upper floor", "Bartholomew " * 9, "reasons and more reasons " * 40)
        for turn in range(1, turns + 1)
    )
    person = "Wolfeschlegelsteinhausenbergerdorff " * 6
    four = Cards(head(turns), (Card(person, rows, number="1234", link="https://speed.example.org/c/a"),) * 4)
    for page in images(four, paper=paper, ppi=25.4):  # a pixel is a millimetre
        dark = darkness(page) > 60
        height, width = dark.shape
        middle, cut = width // 2, height // 2
        columns = dark[:, [0, 1, middle - 3, middle - 2, middle + 2, middle + 3, width - 2, width - 1]]
        columns[cut - 1 : cut + 2] = False  # the other cut crosses here
        assert not columns.any()
        assert dark.any(), "there is a card at all"
        if turns <= 6:
            lines = dark[[cut - 3, cut - 2, cut + 2, cut + 3]]
            lines[:, middle - 1 : middle + 2] = False
            assert not lines.any()
