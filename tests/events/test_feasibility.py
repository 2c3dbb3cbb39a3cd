"""The feasibility sheet before an event, in sentences."""

import pytest

from pairloom.events.bridge.feasibility import Numbers, OtherTables, sheet
from pairloom.events.feasibility_words import Finding, findings, verdict


def told(
    tables: int, seats: int, turns: int, mentees: int | None = None, percent: int = 18
) -> dict[str, Finding]:
    numbers = Numbers(tables, seats, turns, mentees or tables * seats, percent)
    return {finding.title: finding for finding in findings(sheet(numbers))}


def test_few_large_tables_force_the_same_faces_and_smaller_ones_do_not() -> None:
    assert sheet(Numbers(4, 10, 4, 40, 18)).better == OtherTables(8, 5)
    warning = told(4, 10, 4)["The same faces again"]
    assert warning.tone == "warn"
    assert "With 4 tables of 10 nobody can avoid it" in warning.text
    assert "4 times" in warning.text
    assert "With 8 tables of 5 you can avoid it" in warning.text
    assert "New faces at the table" in told(8, 5, 5)


@pytest.mark.parametrize(
    ("mentees", "tone", "words"),
    [
        (48, "good", "no seat stays empty"),
        (40, "good", "8 seats stay empty"),
        (56, "plain", "all have a seat"),
        (96, "warn", "48 of 96 mentees sit out"),
    ],
)
def test_seats_against_people(mentees: int, tone: str, words: str) -> None:
    finding = told(8, 6, 5, mentees)[f"{mentees} mentees for 48 seats"]
    assert finding.tone == tone
    assert words in finding.text


def test_more_turns_than_tables_leave_people_without_a_mentor() -> None:
    finding = told(3, 4, 5)["Each mentee meets 3 mentors"]
    assert finding.tone == "warn"
    assert "5 turns and only 3 mentors" in finding.text


def test_where_people_sit_out_some_meet_one_mentor_less() -> None:
    assert "Each mentee meets 3 or 4 mentors" in told(10, 6, 5, 80)


def test_no_shows_are_expected_and_spare_mentors_absorb_them() -> None:
    findings = told(8, 6, 5)
    assert "You can let 58 in" in findings["About 9 will not come"].text
    assert "Ask 2 spare mentors" in findings
    assert not [title for title in told(8, 6, 5, percent=0) if "spare" in title]


def test_many_small_tables_work_without_a_computer() -> None:
    assert "It would even work without a computer" in told(12, 3, 4)
    assert "It would even work without a computer" not in told(8, 6, 5)


def test_the_verdict_is_what_needs_attention_and_else_how_many_sit_and_meet() -> None:
    forced = verdict(findings(sheet(Numbers(4, 10, 5, 40, 18))))
    assert [found.title for found in forced] == ["Each mentee meets 4 mentors", "The same faces again"]
    free = verdict(findings(sheet(Numbers(8, 6, 5, 48, 18))))
    assert [found.title for found in free] == ["48 mentees for 48 seats", "Each mentee meets 5 mentors"]
