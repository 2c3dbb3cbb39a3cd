"""The best plan of a tiny problem by looking at every plan there is. For tests only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from hypothesis import strategies as st

from pairloom.engines.assignment import AssignmentProblem, make_problem

Plan = tuple[int, ...]


def plans(problem: AssignmentProblem) -> Iterator[Plan]:
    """Every plan (edge indices) that keeps pins, wants and seats."""
    pins = {int(at) for at in problem.pinned.nonzero()[0]}
    others = [at for at in range(len(problem.score)) if at not in pins]
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            plan = tuple(sorted(pins.union(chosen)))
            mentees = Counter(int(problem.edge_mentee[at]) for at in plan)
            mentors = Counter(int(problem.edge_mentor[at]) for at in plan)
            if all(count <= problem.wants[who] for who, count in mentees.items()) and all(
                count + problem.used[who] <= problem.capacity[who] for who, count in mentors.items()
            ):
                yield plan


def figure(problem: AssignmentProblem, plan: Plan, level: str) -> float:
    """What the plan reaches at one level, by definition."""
    mentors = Counter({who: int(used) for who, used in enumerate(problem.used)})
    mentors.update(int(problem.edge_mentor[at]) for at in plan)
    if level == "served":
        return len({int(problem.edge_mentee[at]) for at in plan})
    if level == "mentors":
        return sum(1 for count in mentors.values() if count)
    if level == "minimum":
        return -sum(max(0, int(least) - mentors[who]) for who, least in enumerate(problem.minimum))
    if level == "worst":
        scores = [int(problem.score[at]) for at in plan if problem.scored[at]]
        return min(scores, default=-1)
    if level == "pairs":
        return len(plan)
    return sum(int(problem.score[at] + problem.bonus * problem.kept[at]) for at in plan)


def best_figures(problem: AssignmentProblem, order: tuple[str, ...]) -> tuple[float, ...]:
    """The lexicographically largest figures over all plans."""
    return max(tuple(figure(problem, plan, level) for level in order) for plan in plans(problem))


@st.composite
def problems(draw: st.DrawFn, *, pins: bool = True, most_edges: int = 9) -> AssignmentProblem:
    """Tiny problems: up to 4 mentees who want 1-3, up to 4 mentors, ties and zeros among the scores."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    mentees, mentors = [f"e{at}" for at in range(n)], [f"r{at}" for at in range(m)]
    cells = [(e, r) for e in range(n) for r in range(m)]
    edges = draw(st.lists(st.sampled_from(cells), unique=True, max_size=most_edges))
    wants = draw(st.lists(st.integers(1, 3), min_size=n, max_size=n))
    capacity = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    minimum = [draw(st.integers(0, most)) if draw(st.booleans()) else 0 for most in capacity]
    used = draw(st.one_of(st.just([0] * m), st.lists(st.integers(0, 2), min_size=m, max_size=m)))
    pairs = st.lists(st.sampled_from(cells), unique=True, max_size=2) if pins else st.just([])
    pinned, banned, kept = draw(pairs), draw(pairs), draw(pairs)
    named = [[(mentees[e], mentors[r]) for e, r in some] for some in (pinned, banned, kept)]
    return make_problem(
        mentees=mentees,
        wants=wants,
        mentors=mentors,
        capacity=capacity,
        minimum=minimum,
        used=used,
        edge_mentee=[e for e, _ in edges],
        edge_mentor=[r for _, r in edges],
        score=draw(st.lists(st.integers(0, 5), min_size=len(edges), max_size=len(edges))),
        pins=named[0],
        bans=named[1],
        kept=named[2],
        bonus=draw(st.integers(0, 3)),
    )
