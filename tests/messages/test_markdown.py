"""Letters are Markdown; what people typed stays what they typed."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.messages.markdown import Markdown, bullets, escape, one_line, tidy, to_html, to_text

ATTACKS = [
    "<script>alert(1)</script>",
    "[click](https://evil.example)",
    "![pixel](https://evil.example/p.gif)",
    "<https://evil.example>",
    "# Big",
    "a\n===",
    "a\n---",
    "1. one",
    "- point",
    "> quote",
    "```\ncode\n```",
    "    code",
    "*a* _b_ **c** ~~d~~ `e`",
    "[x]: https://evil.example\n[x]",
    "a|b\n:-|-\nc|d",
    "&lt;b&gt; &copy;",
    "back\\slash\\",
    "***",
    "___",
    "snake_case and 3 < 4 & 5 > 2",
]


@pytest.mark.parametrize("typed", ATTACKS)
def test_what_a_person_typed_is_shown_and_does_nothing(typed: str) -> None:
    shown = to_html(escape(typed))
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "br"}
    assert "&amp;lt;" in shown or "&lt;b" not in typed
    assert to_text(escape(typed)) == tidy(typed) + "\n"


marked_text = st.text(alphabet=st.sampled_from("ab1 _*`~[]()<>#+-=.!|\\&;:/\n{}\"'\t\r\u202eé")) | st.text()


@given(marked_text)
def test_no_text_whatever_makes_a_mark(typed: str) -> None:
    shown = to_html(escape(typed))
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "br"}
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)).strip() == tidy(typed).strip()
    assert to_text(escape(typed)).strip("\n") == tidy(typed)


@given(marked_text, marked_text)
def test_nor_does_it_inside_a_point_of_a_list(first: str, second: str) -> None:
    shown = to_html(bullets([f"a {first}", f"b {second}"]))
    assert shown.count("<li>") == 2
    assert set(re.findall(r"<(\w+)", shown)) <= {"ul", "li", "p", "br"}


def test_a_point_may_hold_marks_that_are_meant() -> None:
    assert to_html(bullets([Markdown("**Monday** evening"), "*not bold*"])) == (
        "<ul>\n<li><strong>Monday</strong> evening</li>\n<li>*not bold*</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    ("written", "harmless"),
    [
        ("[site](javascript:alert(1))", "javascript:"),
        ("<b onclick=x>bold</b>", "<b "),
        ("![who reads](https://tracker.example/1.gif)", "<img"),
        ("[file](file:///etc/passwd)", "href"),
    ],
)
def test_even_an_organiser_cannot_put_code_or_pictures_into_a_letter(written: str, harmless: str) -> None:
    assert harmless not in to_html(written).replace("[site](javascript:alert(1))", "")


def test_the_text_part_reads_well() -> None:
    letter = (
        "# Hello\n\nYou *two* share **Go**.\nSecond line.\n\n- one\n- two\n  - inner\n\n3. three\n4. four\n\n"
        "> quoted\n\n[The round](https://example.org/r) and [me@example.org](mailto:me@example.org)\n\n"
        "    code\n\n***\n\n| day | hour |\n|---|---|\n| Monday | 18 |\n"
    )
    assert to_text(letter) == (
        "Hello\n-----\n\nYou two share Go.\nSecond line.\n\n- one\n- two\n  - inner\n\n3. three\n4. four\n\n"
        "> quoted\n\nThe round (https://example.org/r) and me@example.org\n\n"
        "    code\n\n* * *\n\nday | hour\nMonday | 18\n"
    )


def test_a_header_is_one_line_without_tricks() -> None:
    assert one_line("Hello\r\nBcc: all@example.org\x00 \u202eevil") == "Hello Bcc: all@example.org evil"
