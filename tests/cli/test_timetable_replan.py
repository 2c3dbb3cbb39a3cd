"""`pairloom timetable replan`: some are gone, late or new; what is over stays, few cards change."""

import csv
from typing import Any

import pytest

from pairloom.engines.assignment.words import counted
from tests.cli.command import Ended, Terminal
from tests.cli.evening import EDGES, FILES, MENTEES, MENTORS, OUTPUTS, seats

AGAIN = ("--out", "plan2.json", "--changes", "changes.csv", "--report", "report2.json")
TURNS = 3
THIRD_MENTOR = "fay,2,Fay Gold,3\n"
THIRD_EDGES = "ana,fay,0.6\nben,fay,0.1\ncy,fay,0.4\ndan,fay,0.9\n"


@pytest.fixture
def planned(terminal: Terminal) -> Terminal:
    """Four mentees, three mentors and three turns, in plan.json."""
    files = {"mentees_csv": MENTEES, "mentors_csv": MENTORS + THIRD_MENTOR, "edges_csv": EDGES + THIRD_EDGES}
    terminal.write(**files)
    assert terminal.run("timetable", "plan", "--turns", str(TURNS), *FILES, *OUTPUTS).code == 0
    return terminal


def replan(terminal: Terminal, *options: str, done: int = 1, before: str = "plan.json") -> Ended:
    return terminal.run("timetable", "replan", before, "--done", str(done), *AGAIN, *options)


def changes(terminal: Terminal) -> list[dict[str, str]]:
    with (terminal.folder / "changes.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def over(terminal: Terminal, done: int, plan_file: str) -> list[Any]:
    return [seat for seat in seats(terminal, plan_file) if seat[0] <= done]


def holds(terminal: Terminal) -> bool:
    return terminal.run("timetable", "check", "plan2.json").code == 0


def test_nothing_changes_where_nothing_happened(planned: Terminal) -> None:
    ended = replan(planned)
    assert ended.code == 0
    assert "0 cards to reprint; 0 is the least possible." in ended.out
    assert changes(planned) == []
    assert seats(planned, "plan2.json") == seats(planned)
    assert holds(planned)


def test_who_is_gone_sits_nowhere_from_then_on_and_what_is_over_stays(planned: Terminal) -> None:
    planned.write(gone_csv="mentee,from_turn\nana,\nben,3\n")
    assert replan(planned, "--gone", "gone.csv").code == 0
    assert over(planned, 1, "plan2.json") == over(planned, 1, "plan.json")
    after = seats(planned, "plan2.json")
    assert {turn for turn, _, mentee in after if mentee == "ana"} <= {1}
    assert 3 not in {turn for turn, _, mentee in after if mentee == "ben"}
    assert holds(planned)


def test_a_mentor_who_is_gone_leaves_nobody_waiting_at_the_table(planned: Terminal) -> None:
    planned.write(mentors_csv="mentor\nbo\n")
    affected = {mentee for turn, mentor, mentee in seats(planned) if mentor == "bo" and turn > 1}
    ended = replan(planned, "--mentors-gone", "mentors.csv")
    assert ended.code == 0
    assert {turn for turn, mentor, _ in seats(planned, "plan2.json") if mentor == "bo"} <= {1}
    changed = {row["mentee"] for row in changes(planned)}
    assert affected <= changed
    assert f"{counted(len(changed), 'card')} to reprint; {len(affected)} is the least possible." in ended.out
    assert holds(planned)


def test_a_walk_in_gets_a_seat_and_a_card(planned: Terminal) -> None:
    planned.write(arrived_csv="id,name,from_turn,wishes\nzoe,Zoe Young,2,edda\n")
    ended = replan(planned, "--arrived", "arrived.csv")
    assert ended.code == 0
    assert {turn for turn, _, mentee in seats(planned, "plan2.json") if mentee == "zoe"} == {2, 3}
    assert "1 new card for those who had none." in ended.out
    planned.run("timetable", "export", "plan2.json", "--cards", "new.html", "--only", "changes.csv")
    assert "Zoe Young" in (planned.folder / "new.html").read_text()
    assert holds(planned)


def test_scores_told_for_a_walk_in_decide_whom_they_may_meet(planned: Terminal) -> None:
    planned.write(arrived_csv="id\nzoe\n", more_csv="mentee,mentor,score\nzoe,fay,0.5\nana,bo,0.1\n")
    ended = replan(planned, "--arrived", "arrived.csv", "--edges", "more.csv")
    assert ended.code == 0
    assert {mentor for _, mentor, mentee in seats(planned, "plan2.json") if mentee == "zoe"} == {"fay"}
    assert "warning: Rows of the edges that are not about newcomers do not count: 1." in ended.out


def test_a_mentor_who_walks_in_gets_a_table_and_mentees(planned: Terminal) -> None:
    planned.write(mentors_csv="mentor\nbo\n", new_csv="id,seats,name,turns\ngil,4,Gil Hart,2-3\n")
    ended = replan(planned, "--mentors-gone", "mentors.csv", "--mentors-arrived", "new.csv")
    assert ended.code == 0
    assert {turn for turn, mentor, _ in seats(planned, "plan2.json") if mentor == "gil"} == {2, 3}
    planned.run("timetable", "export", "plan2.json", "--signs", "signs.html")
    assert "Gil Hart" in (planned.folder / "signs.html").read_text()
    assert holds(planned)


def test_who_is_late_sits_out_until_they_come(planned: Terminal) -> None:
    planned.write(late_csv="mentee,from_turn\ndan,3\n")
    assert replan(planned, "--late", "late.csv").code == 0
    assert 2 not in {turn for turn, _, mentee in seats(planned, "plan2.json") if mentee == "dan"}


def test_who_was_gone_can_come_back(planned: Terminal) -> None:
    planned.write(gone_csv="mentee\nana\n", arrived_csv="id,from_turn\nana,3\n")
    assert replan(planned, "--gone", "gone.csv", done=0).code == 0
    (planned.folder / "plan2.json").rename(planned.folder / "without.json")
    assert replan(planned, "--arrived", "arrived.csv", done=1, before="without.json").code == 0
    assert {turn for turn, _, mentee in seats(planned, "plan2.json") if mentee == "ana"} == {3}


def test_a_pin_that_nobody_can_hold_any_more_is_told_and_dropped(planned: Terminal) -> None:
    planned.write(pins_csv="mentee,mentor,turn\nana,bo,3\n", gone_csv="mentee\nana\n")
    planned.run("timetable", "plan", "--turns", str(TURNS), *FILES, *OUTPUTS, "--pins", "pins.csv")
    ended = replan(planned, "--gone", "gone.csv")
    assert ended.code == 0
    assert "warning: ana was pinned to bo, which cannot be held any more." in ended.out
    assert holds(planned)


def test_the_report_tells_the_cards_too(planned: Terminal) -> None:
    replan(planned)
    planned.write(report_json=(planned.folder / "report2.json").read_bytes())
    report = planned.report()
    assert (report["cards_changed"], report["least_cards"]) == (0, 0)
    assert next(iter(report)) == "affinity"


FAULTS = {
    "before what is over": (("--done", "-1"), "0 turns of this plan are over already; --done cannot be -1."),
    "no time at all": (("--seconds", "nan"), "--seconds takes a number from 0, not nan."),
    "after the last turn": (("--done", "3"), "the event has 3 turns; --done takes fewer"),
    "gone and unknown": (("--gone", "gone.csv"), "gone.csv, row 2, column mentee: 'annika' is not the id"),
    "late without a turn": (
        ("--late", "late.csv"),
        "late.csv, row 2, column from_turn: an empty cell is not",
    ),
    "late without the column": (("--late", "gone.csv"), "gone.csv, row 1, column from_turn: is missing"),
    "a wish for nobody": (
        ("--arrived", "arrived.csv"),
        "arrived.csv, row 2, column wishes: 'x' is not the id",
    ),
    "a taken table": (("--mentors-arrived", "new.csv"), "new.csv, row 2, column table: '7' is taken by bo."),
    "a score beyond the plan's": (("--edges", "more.csv"), "more.csv: a score is 7; the plan was made with"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_is_told_with_its_place(planned: Terminal, fault: str) -> None:
    options, message = FAULTS[fault]
    planned.write(
        gone_csv="mentee\nannika\n",
        late_csv="mentee,from_turn\ndan,\n",
        arrived_csv="id,wishes\nzoe,x\n",
        new_csv="id,seats,table\ngil,2,7\n",
        more_csv="mentee,mentor,score\nana,bo,7\n",
    )
    ended = replan(planned, *options)
    assert ended.code == 2
    assert message in ended.err
    assert "plan2.json" not in planned.names()


def test_the_limit_on_a_group_stays_with_the_plan_and_holds_for_mentors_who_arrive(
    terminal: Terminal,
) -> None:
    mentors = "id,seats,group\nbo,4,acme\nedda,4,\n"
    terminal.write(mentees_csv=MENTEES, mentors_csv=mentors, edges_csv=EDGES)
    limit = ("--group-most", "1")
    assert terminal.run("timetable", "plan", "--turns", str(TURNS), *FILES, *OUTPUTS, *limit).code == 0
    terminal.write(more_csv="id,seats,group\nfay,4,ACME\nguy,4,globex\n")
    assert replan(terminal, "--mentors-arrived", "more.csv").code == 0
    met = [(mentor, mentee) for _, mentor, mentee in seats(terminal, "plan2.json")]
    assert sorted(mentee for mentor, mentee in met if mentor in ("bo", "fay")) == ["ana", "ben", "cy", "dan"]
    assert holds(terminal)
