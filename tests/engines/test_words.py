import pytest

from pairloom.engines.words import counted


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "seat", "1 seat"),
        (0, "seat", "0 seats"),
        (1, "person", "1 person"),
        (2_000, "person", "2,000 people"),
    ],
)
def test_a_number_stands_with_its_noun_as_people_say_it(number: int, noun: str, words: str) -> None:
    assert counted(number, noun) == words
