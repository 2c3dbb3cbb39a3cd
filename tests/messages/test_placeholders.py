"""Wordings ask for values by name, and are told at once when they ask for something else."""

import pytest

from pairloom.messages.errors import PlaceholderError
from pairloom.messages.markdown import Markdown
from pairloom.messages.placeholders import check, fill_body, fill_subject

VALUES = {"mentor": "Asha", "mentee": "Ben", "slots": Markdown("- **Monday**\n- Friday"), "note": ""}


def test_values_take_their_places() -> None:
    assert fill_body("Dear {{mentee}} and {{ mentor }},\n\n{{ slots }}", VALUES) == (
        "Dear Ben and Asha,\n\n- **Monday**\n- Friday\n"
    )


def test_an_empty_value_leaves_no_gap() -> None:
    assert fill_body("One.\n\n{{ note }}\n\nTwo.", VALUES) == "One.\n\nTwo.\n"


def test_a_value_cannot_ask_for_another_value() -> None:
    assert fill_body("{{ mentor }}", {"mentor": "{{ secret }}", "secret": "x"}) == "{{ secret }}\n"


def test_a_name_cannot_make_a_link_in_the_body_or_a_header_in_the_subject() -> None:
    names = {"mentor": "[Asha](https://evil.example)\nBcc: all@example.org"}
    assert fill_body("{{ mentor }}", names) == "\\[Asha\\](https://evil.example)\nBcc: all@example.org\n"
    assert (
        fill_subject("Meet {{ mentor }}", names) == "Meet [Asha](https://evil.example) Bcc: all@example.org"
    )


def test_a_subject_shows_marked_values_without_their_marks() -> None:
    assert fill_subject("On {{ day }}", {"day": Markdown("**Monday**")}) == "On Monday"


@pytest.mark.parametrize(
    ("wording", "complaint"),
    [
        ("{{ mentr }}", r"{{ mentr }} is not a placeholder of this message. Did you mean {{ mentor }}?"),
        ("{{ xyz }}", "There are: mentee, mentor, note, slots."),
        ("{{ mentor.email }}", "{{ mentor.email }} is not a placeholder"),
        ("{{ mentor|upper }}", "{{ mentor|upper }} is not a placeholder"),
        ("{{ mentor", "“{{” belongs to a placeholder"),
        ("mentor }}", "“}}” belongs to a placeholder"),
        ("{% if mentor %}", "“{%” belongs to a placeholder"),
        ("{{ }}", "is not a placeholder"),
    ],
)
def test_a_wording_that_asks_for_something_else_is_told_what_is_there(wording: str, complaint: str) -> None:
    with pytest.raises(PlaceholderError) as raised:
        check(wording, VALUES, field="body")
    assert complaint in raised.value.message
    assert raised.value.fields == {"body": raised.value.message}
