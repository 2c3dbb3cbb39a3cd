"""`pairloom timetable plan` on files of candidate pairs: who sits where, the figures, the rules."""

import json

import pytest

from tests.cli.command import Terminal, in_process_of_its_own
from tests.cli.evening import EDGES, FILES, MENTEES, MENTORS, OUTPUTS, plan, seats

REPORT_KEYS = [
    "affinity",
    "affinity_bound",
    "meetings_min",
    "meetings_max",
    "repeats",
    "coincidences",
    "unavoidable",
    "table_spread",
    "proven",
    "seconds",
]


def test_everybody_meets_everybody_where_there_is_a_seat_in_each_turn(terminal: Terminal) -> None:
    ended = plan(terminal)
    assert ended.code == 0
    assert "4 mentees, 2 mentors, 2 turns: 2 meetings each." in ended.out
    assert "Affinity 4.3 (proven: no plan does better)." in ended.out
    found = seats(terminal)
    assert len(found) == 8
    assert len({(mentor, mentee) for _, mentor, mentee in found}) == 8
    assert found == sorted(found)


def test_the_report_begins_with_the_figures_that_others_rely_on(terminal: Terminal) -> None:
    plan(terminal)
    report = terminal.report()
    assert list(report)[: len(REPORT_KEYS)] == REPORT_KEYS
    assert (report["affinity"], report["affinity_bound"]) == (4.3, 4.3)
    assert (report["meetings_min"], report["meetings_max"], report["table_spread"]) == (2, 2, 0)
    assert report["proven"] is True
    assert [level["name"] for level in report["levels"]][-1] == "repeats"


def test_the_same_files_in_another_order_give_the_same_plan(terminal: Terminal) -> None:
    plan(terminal)
    first = (terminal.folder / "plan.json").read_bytes()
    header, *rows = EDGES.splitlines()
    plan(terminal, edges_csv="\n".join([header, *reversed(rows)]) + "\n")
    assert (terminal.folder / "plan.json").read_bytes() == first


def test_a_score_may_have_any_size(terminal: Terminal) -> None:
    big = EDGES.replace("0.9", "1200.5")
    plan(terminal, edges_csv=big)
    assert terminal.report()["affinity"] == pytest.approx(1200.5 + 4.3 - 0.9, abs=0.05)


def test_bans_and_those_who_met_before_are_left_out(terminal: Terminal) -> None:
    terminal.write(bans_csv="mentee,mentor\nana,edda\n", met_csv="mentee,mentor\nben,bo\n")
    assert plan(terminal, "--bans", "bans.csv", "--met", "met.csv").code == 0
    pairs = {(mentee, mentor) for _, mentor, mentee in seats(terminal)}
    assert {("ana", "edda"), ("ben", "bo")} & pairs == set()


def test_a_pin_is_held_in_its_turn(terminal: Terminal) -> None:
    terminal.write(pins_csv="mentee,mentor,turn\nana,bo,2\ndan,edda,\n")
    assert plan(terminal, "--pins", "pins.csv").code == 0
    found = seats(terminal)
    assert (2, "bo", "ana") in found
    assert ("edda", "dan") in {(mentor, mentee) for _, mentor, mentee in found}


def test_who_is_there_only_in_some_turns_sits_only_in_these(terminal: Terminal) -> None:
    mentees = "id,from_turn,to_turn,most\nana,2,,\nben,,1,\ncy,,,1\ndan,1,3,\n"
    mentors = "id,seats,turns\nbo,2,1;3\nedda,2,2-3\n"
    assert plan(terminal, turns=3, mentees_csv=mentees, mentors_csv=mentors).code == 0
    found = seats(terminal)
    assert {turn for turn, _, mentee in found if mentee == "ana"} <= {2, 3}
    assert {turn for turn, _, mentee in found if mentee == "ben"} == {1}
    assert len([1 for _, _, mentee in found if mentee == "cy"]) == 1
    assert 2 not in {turn for turn, mentor, _ in found if mentor == "bo"}


def test_a_wish_comes_true_before_what_fits_better(terminal: Terminal) -> None:
    mentees = "id,wishes\nana,edda\nben,\ncy,\ndan,\n"
    plan(terminal, turns=1, mentees_csv=mentees)
    assert (1, "edda", "ana") in seats(terminal)


def test_two_mentees_who_are_to_be_kept_apart_sit_apart_where_that_is_possible(terminal: Terminal) -> None:
    for columns in ("a,b", "mentee,other"):
        terminal.write(apart_csv=f"{columns}\nana,ben\n")
        assert plan(terminal, "--apart", "apart.csv").code == 0
        tables = {(turn, mentee): mentor for turn, mentor, mentee in seats(terminal)}
        told = terminal.report()["apart_broken"]
        assert sum(tables[turn, "ana"] == tables[turn, "ben"] for turn in (1, 2)) == told


def test_pins_that_cannot_all_be_held_are_told_with_a_code_of_their_own(terminal: Terminal) -> None:
    terminal.write(pins_csv="mentee,mentor,turn\nana,bo,1\nben,bo,1\ncy,bo,1\n")
    ended = plan(terminal, "--pins", "pins.csv")
    assert ended.code == 3
    assert "bo has 2 seats in turn 1, but 3 pins" in ended.err
    assert "plan.json" not in terminal.names()


def test_what_is_odd_about_the_input_is_told_and_kept(terminal: Terminal) -> None:
    ended = plan(
        terminal,
        mentees_csv="id,wishes\nana,edda\nben,\ncy,\ndan,\nzoe,\n",
        edges_csv=EDGES.replace("ana,edda,0.2\n", ""),
    )
    assert ended.code == 0
    assert "warning: Wishes for mentors whom the mentee may not meet do not count: 1." in ended.out
    assert "warning: Mentees without a mentor whom they could meet sit out all turns: 1." in ended.out
    assert len(terminal.report()["warnings"]) == 2


def test_the_plan_and_the_report_appear_together_or_not_at_all(terminal: Terminal) -> None:
    terminal.write(edges_csv=EDGES, mentees_csv=MENTEES, mentors_csv=MENTORS)
    missing = ("--out", "plan.json", "--report", "nowhere/report.json")
    ended = terminal.run("timetable", "plan", "--turns", "2", *FILES, *missing)
    assert ended.code == 2
    assert "there is no folder nowhere; create it first." in ended.err
    assert "plan.json" not in terminal.names()


def test_it_runs_as_a_command_of_its_own(terminal: Terminal) -> None:
    terminal.write(edges_csv=EDGES, mentees_csv=MENTEES, mentors_csv=MENTORS)
    arguments = ("timetable", "plan", "--turns", "2", *FILES, *OUTPUTS)
    done = in_process_of_its_own(*arguments, folder=terminal.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((terminal.folder / "report.json").read_text())["proven"] is True


def test_nobody_meets_more_mentors_of_one_group_than_the_limit(terminal: Terminal) -> None:
    """Two mentors of one employer, spelt in two ways, and one of another."""
    mentors = "id,seats,group\nbo,2,Acme Labs\nedda,2, ACME  labs\nfay,4,\n"
    edges = EDGES + "".join(f"{mentee},fay,0\n" for mentee in ("ana", "ben", "cy", "dan"))
    plan(terminal, mentors_csv=mentors, edges_csv=edges)
    assert terminal.report()["affinity"] == 4.3
    ended = plan(terminal, "--group-most", "1", mentors_csv=mentors, edges_csv=edges)
    assert ended.code == 0
    met = [mentee for _, mentor, mentee in seats(terminal) if mentor != "fay"]
    assert sorted(met) == ["ana", "ben", "cy", "dan"]
    assert (terminal.report()["affinity"], terminal.report()["proven"]) == (2.9, True)
    assert terminal.run("timetable", "check", "plan.json").code == 0


def test_pins_beyond_the_limit_on_a_group_are_refused_by_name(terminal: Terminal) -> None:
    terminal.write(pins_csv="mentee,mentor\nana,bo\nana,edda\n")
    mentors = "id,seats,group\nbo,2,acme\nedda,2,acme\n"
    ended = plan(terminal, "--group-most", "1", "--pins", "pins.csv", mentors_csv=mentors)
    assert ended.code == 3
    assert "ana may meet 1 mentor of acme in the turns that are left, but is pinned to 2" in ended.err
