"""Finds the best timetable: the best meetings first, level after level, then the turns, then the mixing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from pairloom.engines.timetable.audit import audit
from pairloom.engines.timetable.choose import Choice, Question, best_choice, question_of
from pairloom.engines.timetable.layout import laid_out, stays_the_same
from pairloom.engines.timetable.levels import Values, values_of_seat
from pairloom.engines.timetable.measure import measured
from pairloom.engines.timetable.mixing import mix
from pairloom.engines.timetable.pin_turns import turns_of_pins
from pairloom.engines.timetable.pins import pin_conflicts
from pairloom.engines.timetable.problem import Flags, Ints, TimetableProblem
from pairloom.engines.timetable.quotas import beyond_quota
from pairloom.engines.timetable.result import InfeasiblePins, TimetableResult
from pairloom.engines.timetable.rotating import rotating
from pairloom.engines.timetable.scope import most_wanted
from pairloom.engines.timetable.timed_bound import timed_bound
from pairloom.engines.timetable.uneven import placed
from pairloom.engines.timetable.whole import solved_whole
from pairloom.engines.timetable.worst import ceiling_of, settled_sums, with_highest_worst

Progress = Callable[[str, float], None]


def solve(
    problem: TimetableProblem,
    *,
    top: int = 3,
    mix_budget: float = 0.005,
    seed: int = 1,
    seconds: float = 5.0,
    progress: Progress | None = None,
) -> TimetableResult:
    """The timetable that is best in the strict order of the levels (see `Level`), checked by the audit.

    `top`: everybody should meet one of the mentors they wished for, else one of their `top` best; 0 asks for
    neither this nor the best lowest sum. `mix_budget` is the part of the affinity that mixing may spend;
    with 0 it only rearranges turns, so `top=0, mix_budget=0` is the plain affinity optimum. `seconds` limits
    each search that cannot be proven to end (lowest sum, mixing). `progress` is told a stage's name and the
    share done. Raises InfeasiblePins where pins contradict presence, seats, bans or each other; AuditError if
    the result breaks a rule, which would be a fault of the program.
    """
    started = perf_counter()
    tell = progress or (lambda stage, share: None)
    conflicts = pin_conflicts(problem)
    if conflicts:
        raise InfeasiblePins(conflicts)
    tell("meetings", 0.0)
    wanted = most_wanted(problem, top)
    question = question_of(problem, wanted)
    choice = best_choice(problem, question, wanted)
    if wanted.any():
        tell("worst", 0.2)
        choice = with_highest_worst(problem, question, choice, wanted, seconds=seconds)
    tell("turns", 0.4)
    seat, bound = _over_the_turns(problem, question, choice, wanted, seconds)
    best = values_of_seat(problem, seat, wanted)
    even = rotating(problem)
    if (
        even is not None
        and not beyond_quota(problem, even).any()
        and values_of_seat(problem, even, wanted).order >= best.order
    ):
        seat = even
    seat = mix(
        problem,
        seat,
        wanted=wanted,
        budget=mix_budget,
        seed=seed,
        seconds=seconds,
        progress=lambda stage, share: tell(stage, 0.5 + 0.5 * share),
    )
    result = measured(problem, seat, top=top, bound=bound, before_mixing=best, exact=choice.exact)
    audit(problem, result)
    tell("done", 1.0)
    return replace(result, seconds=perf_counter() - started)


def _over_the_turns(
    problem: TimetableProblem, question: Question, choice: Choice, wanted: Flags, seconds: float
) -> tuple[Ints, Values]:
    """A seating with the chosen meetings, or what comes close to them, and the bound that holds for it."""
    stays = stays_the_same(problem)
    seat = laid_out(problem, choice.edges) if stays else None
    if seat is None:
        seat = placed(problem, choice.edges, turns_of_pins(problem), wanted)
    found = values_of_seat(problem, seat, wanted)
    if found.order == choice.bound.order:
        return seat, choice.bound
    sums = settled_sums(problem, question)
    best = solved_whole(problem, question, sums, wanted, seconds=seconds)
    if best is not None and (exact := values_of_seat(problem, best, wanted)).order >= found.order:
        return best, exact
    if stays or found.order[:3] == choice.bound.order[:3]:
        return seat, choice.bound
    timed = timed_bound(problem, question, wanted, ceiling_of(problem, question))
    bounds = [choice.bound] if timed is None else [choice.bound, timed]
    return seat, min(bounds, key=lambda bound: bound.order)
