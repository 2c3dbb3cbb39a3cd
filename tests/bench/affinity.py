"""How long scoring takes: `python -m tests.bench.affinity [mentees mentors]`."""

import random
import resource
import sys
import time
from datetime import date

from pairloom.engines.affinity import (
    CommonHours,
    DifferentValue,
    HoursInCommon,
    InCommon,
    Item,
    OrderedScale,
    Overlap,
    Profile,
    RoundWeeks,
    Rubric,
    Scorer,
    TextLikeness,
    Value,
    find_candidates,
    items,
    make_problem,
)

TOPICS = [f"topic {number}" for number in range(40)]
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Asia/Tokyo",
]
LANGUAGES = ["English", "Portuguese", "Hindi", "German", "Japanese"]
WORDS = ("learn", "deploy", "cluster", "network", "review", "test", "docs", "community", "storage", "career")
RUBRIC = Rubric(
    scales={"levels": ("basic", "good", "expert")},
    criteria=(
        Overlap(name="topics", mentee="wanted", mentor="offered", weight=5, levels="levels"),
        Overlap(name="ways", mentee="ways", mentor="ways", weight=1, focus=0),
        CommonHours(name="hours", mentee="availability", mentor="availability", weight=2),
        TextLikeness(name="texts", mentee="goals", mentor="about", weight=2),
        OrderedScale(name="experience", mentee="experience", mentor="experience", weight=1, gap=(2, 40)),
    ),
    rules=(
        DifferentValue(name="employer", mentee="employer", mentor="employer"),
        InCommon(name="language", mentee="languages", mentor="languages"),
        HoursInCommon(name="times", mentee="availability", mentor="availability"),
    ),
    round=RoundWeeks(date(2027, 2, 15), 12),
)


def people(side: str, count: int) -> list[Profile]:
    draw = random.Random(side)
    return [Profile(f"{side}{number:06}", _answers(draw)) for number in range(count)]


def _answers(draw: random.Random) -> dict[str, Value]:
    starts = draw.randint(14, 40)
    topics = tuple(
        Item(topic, draw.choice((None, 0, 1, 2))) for topic in draw.sample(TOPICS, draw.randint(0, 6))
    )
    return {
        "wanted": topics,
        "offered": topics,
        "ways": items(*draw.sample(("video", "chat", "mail"), 2)),
        "languages": items(*draw.sample(LANGUAGES, draw.randint(1, 3))),
        "time_zone": draw.choice(ZONES),
        "availability": frozenset(
            day * 48 + slot for day in draw.sample(range(7), 3) for slot in range(starts, starts + 6)
        ),
        "employer": draw.choice("ABCDEFGH"),
        "experience": float(draw.randint(0, 20)),
        "goals": " ".join(draw.choices(WORDS, k=12)),
        "about": " ".join(draw.choices(WORDS, k=12)),
    }


def measure(mentees: int, mentors: int) -> None:
    problem = make_problem(
        mentees=people("mentee", mentees), mentors=people("mentor", mentors), rubric=RUBRIC
    )
    started = time.perf_counter()
    scorer = Scorer(problem)
    ready = time.perf_counter()
    found = find_candidates(problem, scorer=scorer)
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{mentees:>7,} + {mentors:<7,} ready {ready - started:6.2f} s, scored {done - ready:6.2f} s, "
        f"{len(found.units):>9,} candidates, {memory:,} MB"
    )


if __name__ == "__main__":
    sizes = (
        [(int(sys.argv[1]), int(sys.argv[2]))]
        if len(sys.argv) == 3
        else [(500, 500), (3000, 1500), (10000, 5000)]
    )
    for size in sizes:
        measure(*size)
