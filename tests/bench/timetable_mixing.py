"""Repeats before and after mixing, and the cards of a re-plan: `python -m tests.bench.timetable_mixing`.

Made-up events of six sizes: everybody has three of twenty topics, a pair's score is the share of topics in
common and some chance. Everybody is there, every seat is needed. Repeats are counted in the best timetable
before mixing, after mixing that keeps all meetings, and after spending up to 0.5 % and up to 2 % of the
affinity. Up to 150 mentees, where much is luck, all figures are means of eight such events. Then, after two
turns of the first, 15 % of the mentees go and one mentor in twenty-five (at least one): the cards that the
re-plan changes stand beside the fewest that any plan must change. Times are of this machine: of the
processor for mixing, by the clock for the re-plan.

Name the sizes to look at, such as `60 2000`; all but 20000 without.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from time import perf_counter, process_time

import numpy as np

from pairloom.engines.timetable import TimetableProblem, make_problem, replan
from pairloom.engines.timetable.choose import best_choice, question_of
from pairloom.engines.timetable.figures import repeats
from pairloom.engines.timetable.layout import laid_out
from pairloom.engines.timetable.mixing import mix
from pairloom.engines.timetable.problem import Ints
from pairloom.engines.timetable.scope import most_wanted

TOPICS, EACH = 20, 3
MOST_CANDIDATES = 200
SMALL, MANY = 150, 8  # mentees, and events of each size up to that
BUDGETS = (0.0, 0.005, 0.02)


@dataclass(frozen=True)
class Size:
    mentees: int
    mentors: int
    turns: int
    seats: int


SIZES = (
    Size(24, 6, 4, 4),
    Size(60, 10, 5, 6),
    Size(150, 25, 6, 6),
    Size(500, 60, 8, 9),
    Size(2000, 200, 8, 10),
    Size(20_000, 2000, 10, 10),
)


def event_of(size: Size, seed: int = 1) -> TimetableProblem:
    """A random event of that size; where there are many mentors, each mentee has its best 60 to 200."""
    rng = np.random.default_rng(seed)
    asked, offered = (_topics(rng, count) for count in (size.mentees, size.mentors))
    count = size.mentors if size.mentors <= MOST_CANDIDATES else 60
    mentors, scores = [], []
    for one in asked:
        score = 0.7 * (offered @ one) / EACH + 0.3 * rng.random(size.mentors)
        best = np.sort(np.argpartition(-score, count - 1)[:count])
        mentors.append(best)
        scores.append(score[best])
    return make_problem(
        turns=size.turns,
        mentees=[f"mentee {at:05}" for at in range(size.mentees)],
        mentors=[f"mentor {at:05}" for at in range(size.mentors)],
        seats=np.full(size.mentors, size.seats),
        edge_mentee=np.repeat(np.arange(size.mentees), count),
        edge_mentor=np.concatenate(mentors),
        score=np.rint(np.concatenate(scores) * 1_000_000),
    )


def _topics(rng: np.random.Generator, people: int) -> np.ndarray:
    topics = np.zeros((people, TOPICS))
    topics[np.arange(people)[:, None], np.argsort(rng.random((people, TOPICS)), axis=1)[:, :EACH]] = 1
    return topics


def best_before_mixing(problem: TimetableProblem) -> Ints:
    nothing = most_wanted(problem, 0)
    seat = laid_out(problem, best_choice(problem, question_of(problem, nothing), nothing).edges)
    assert seat is not None
    return seat


def after_two_turns(problem: TimetableProblem, seat: Ints, seed: int = 1) -> TimetableProblem:
    rng = np.random.default_rng(seed)
    present, staffed = problem.present.copy(), problem.staffed.copy()
    present[rng.permutation(len(present))[: round(0.15 * len(present))], 2:] = False
    staffed[rng.permutation(len(staffed))[: max(round(0.04 * len(staffed)), 1)], 2:] = False
    return replace(problem, present=present, staffed=staffed, past=seat[:, :2])


def show(size: Size) -> None:
    events = [event_of(size, seed + 1) for seed in range(MANY if size.mentees <= SMALL else 1)]
    seats = [best_before_mixing(problem) for problem in events]
    before = np.mean([repeats(seat)[0] for seat in seats])
    told = [f"{size.mentees:>6} {size.mentors:>5} {size.turns:>3} {size.seats:>3}   {before:>8.1f}"]
    for budget in BUDGETS:
        started = process_time()
        mixed = [mix(*event, budget=budget, seconds=60) for event in zip(events, seats, strict=True)]
        taken = (process_time() - started) / len(events)
        worth, left = (sum(map(_worth, events, plans)) for plans in (seats, mixed))
        after = np.mean([repeats(seat)[0] for seat in mixed])
        told.append(f"{after:>5.1f} ({taken:5.2f} s, {100 * (1 - left / worth):4.2f} %)")
    started = perf_counter()
    found = replan(after_two_turns(events[0], mixed[0]), mixed[0])
    taken = perf_counter() - started
    told.append(f"{found.cards_changed:>4} / {found.least_cards} ({taken:5.2f} s)")
    print("   ".join(told), flush=True)


def _worth(problem: TimetableProblem, seat: Ints) -> int:
    return int(problem.worth_of(seat).sum())


def compare(sizes: tuple[Size, ...]) -> None:
    print(
        "mentees, mentors, turns, seats: repeats before; mixed for free; spending 0.5 %; 2 %; cards / least"
    )
    for size in sizes:
        show(size)


if __name__ == "__main__":
    wanted = {int(word) for word in sys.argv[1:]} or {size.mentees for size in SIZES[:-1]}
    compare(tuple(size for size in SIZES if size.mentees in wanted))
