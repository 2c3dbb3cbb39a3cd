"""Documents as files for a browser."""

import re

import pytest

from pairloom.printing import (
    Cards,
    MentorSheet,
    MentorSheets,
    SeatedMentee,
    SheetTurn,
    TableSign,
    TableSigns,
    Words,
    html,
)
from pairloom.printing.shorten import shortened
from tests.printing.paper import card, cards, head
from tests.printing.test_sheets_signs_walls import every_kind


@pytest.mark.parametrize("kind", range(5))
def test_a_page_needs_nothing_from_elsewhere(kind: int) -> None:
    page = html(every_kind()[kind]).decode()
    assert re.findall(r"(?:src|href)=\"(?!data:)[^\"]*", page) == []
    assert "url(" not in page
    assert "<script" not in page


def test_texts_of_people_are_only_texts() -> None:
    name = '<script>alert(1)</script> & "Ana"'
    sheet = MentorSheet(name, "<b>", (SheetTurn(1, (SeatedMentee(name, name),)),))
    pages = [
        html(Cards(head(), (card(name, link='https://x.example/?a=1&b="2"'),))),
        html(MentorSheets(head(), (sheet,))),
        html(TableSigns(head(), (TableSign(name, name, (name,)),))),
    ]
    for page in pages:
        assert b"<script" not in page
        assert b'&lt;script&gt;alert(1)&lt;/script&gt; &amp; "Ana"' in page


def test_a_card_says_where_when_and_with_whom() -> None:
    page = html(cards(1, turns=2)).decode()
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    told = " ".join(text.split())
    assert "Person 1 Newcomers meet mentors Hall 2 · Saturday 14 November 2026" in told
    assert "18:05 Turn 2 2 Bo Berg Both use Rust" in told


def test_the_words_can_be_in_another_language() -> None:
    page = html(cards(1), words=Words(language="de", table="Tisch")).decode()
    assert '<html lang="de">' in page
    assert ">Tisch</th>" in page


def test_a_text_too_long_for_its_line_ends_with_an_ellipsis() -> None:
    assert shortened("both  use\nRust", 20) == "both use Rust"
    assert shortened("both use Rust at work", 15) == "both use Rust…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
