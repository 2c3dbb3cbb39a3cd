import pytest

from pairloom.people.enums import Experience, Level
from pairloom.programmes.bridge import CellError, read_sides, read_time_zone, read_week, write_week
from pairloom.programmes.enums import Side
from pairloom.programmes.imports import profile_cells as cells


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ana@Example.ORG", "ana@example.org"),
        (" <ana@example.org> ", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("", None),
    ],
)
def test_addresses_are_kept_in_small_letters(text: str, address: str | None) -> None:
    assert cells.read_email(text) == address


@pytest.mark.parametrize("text", ["ana.example.org", "-", "ana@", "a@b@c.org"])
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(CellError, match="is not an e-mail address"):
        cells.read_email(text)


def test_topics_carry_their_level_in_any_of_the_usual_words() -> None:
    read = cells.read_topics("Go (the basics), code review; Rust (Expert), Burrow: advanced")
    assert read == {
        "Go": Level.BASICS,
        "code review": Level.WORKING,
        "Rust": Level.EXPERT,
        "Burrow": Level.EXPERT,
    }


def test_topics_read_back_as_they_were_written() -> None:
    topics = {"Go": Level.BASICS, "Identity and access": Level.EXPERT, "C++ (modern)": Level.WORKING}
    assert cells.read_topics(cells.write_topics(topics)) == topics


def test_too_many_topics_and_too_long_ones_are_told() -> None:
    with pytest.raises(CellError, match="these are 21 topics; 20 is the most"):
        cells.read_topics(", ".join(f"topic {number}" for number in range(21)))
    with pytest.raises(CellError, match="too long for a topic"):
        cells.read_topics("x" * 61)


@pytest.mark.parametrize("text", ["German, English", "Deutsch and english", "german/en", "de; EN;German"])
def test_languages_are_known_by_any_of_their_names(text: str) -> None:
    assert cells.read_languages(text) == ["German", "English"]


@pytest.mark.parametrize("text", ["Video, e-mail, in person", "video call;email;In-Person"])
def test_ways_to_meet_are_known_by_any_of_their_names(text: str) -> None:
    assert cells.read_ways_to_meet(text) == ["video", "email", "in-person"]
    assert cells.read_ways_to_meet(cells.write_ways_to_meet(["video", "email"])) == ["video", "email"]


def test_an_unknown_way_to_meet_gets_a_hint() -> None:
    with pytest.raises(CellError, match="'vidoe' is not a way to meet; did you mean video"):
        cells.read_ways_to_meet("vidoe, chat")
    with pytest.raises(CellError, match="write video, chat, e-mail or in person"):
        cells.read_ways_to_meet("carrier pigeon")


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("One to three years", Experience.SOME),
        ("veteran", Experience.VETERAN),
        ("0", Experience.NEW),
        ("2 years", Experience.SOME),
        ("3", Experience.SEASONED),
        ("10+", Experience.VETERAN),
        ("n/a", None),
    ],
)
def test_experience_is_a_step_or_a_number_of_years(text: str, step: Experience | None) -> None:
    assert cells.read_experience(text) == step


def test_unknown_experience_is_told() -> None:
    with pytest.raises(CellError, match="did you mean new to the field"):
        cells.read_experience("new to te field")


def test_links_become_full_addresses() -> None:
    assert cells.read_links("example.org/me, https://example.com") == [
        "https://example.org/me",
        "https://example.com",
    ]
    with pytest.raises(CellError, match="is not a web address"):
        cells.read_links("see my page")


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("I accept", True),
        ("yes", True),
        ("I have read and agree to the code", True),
        ("no", False),
        ("", None),
    ],
)
def test_a_consent_is_a_yes_or_the_sentence_beside_the_box(text: str, agreed: bool | None) -> None:
    assert cells.read_consent(text) is agreed


def test_long_lines_are_told_with_their_length() -> None:
    read = cells.text_up_to(5)
    assert read(" a  b ") == "a b"
    assert read("n/a") is None
    with pytest.raises(CellError, match="this has 6 characters; 5 is the most"):
        read("abcdef")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("CET", "Europe/Berlin"),
        ("Lisbon", "Europe/Lisbon"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("UTC-3", "America/Argentina/Buenos_Aires"),
        ("GMT", "UTC"),
        ("", None),
    ],
)
def test_time_zones_are_kept_as_places(text: str, zone: str | None) -> None:
    assert read_time_zone(text) == zone


@pytest.mark.parametrize("text", ["UTC+0:45", "Europe/Berln", "nowhere"])
def test_what_is_no_time_zone_is_told(text: str) -> None:
    with pytest.raises(CellError, match="is not"):
        read_time_zone(text)


def test_weeks_read_back_as_they_were_written() -> None:
    week = read_week("weekday evenings; Sat 10:00-12:30")
    assert week is not None
    assert week.hours == 22.5
    assert read_week(write_week(week)) == week
    assert read_week("n/a") is None


def test_sides_are_read_from_any_sentence() -> None:
    assert read_sides("As a mentee") == {Side.MENTEE}
    assert read_sides("Both mentor and mentee") == {Side.MENTOR, Side.MENTEE}
    assert read_sides("") is None
