"""People and rubrics for tests: a few by hand, and any number from a strategy."""

from datetime import date

from hypothesis import strategies as st

from pairloom.engines.affinity import (
    CommonHours,
    Criterion,
    DifferentValue,
    GapWithin,
    HoursInCommon,
    InCommon,
    Item,
    OrderedScale,
    Overlap,
    Profile,
    RoundWeeks,
    Rubric,
    Rule,
    SameValue,
    Value,
    Wish,
)
from pairloom.engines.cells import read_availability

SPRING = RoundWeeks(date(2027, 2, 15), 12)
LEVELS = ("basic", "good", "expert")


def person(called: str, **values: Value) -> Profile:
    """Somebody with these answers; times as text."""
    free = values.get("availability")
    if isinstance(free, str):
        values["availability"] = read_availability(free)
    return Profile(called, values, called.capitalize())


def wants(*topics: str) -> tuple[Item, ...]:
    return tuple(Item(topic) for topic in topics)


def rubric(*criteria: Criterion, rules: tuple[Rule, ...] = (), **settings: object) -> Rubric:
    settings.setdefault("round", SPRING)
    return Rubric(criteria=criteria, rules=rules, scales={"levels": LEVELS}, **settings)  # type: ignore[arg-type]


TOPICS = Overlap(name="topics", mentee="wanted", mentor="offered", weight=5, levels="levels")
HOURS = CommonHours(name="hours", mentee="availability", mentor="availability", weight=2)
PLACE = SameValue(name="place", mentee="place", mentor="place", weight=1)
GRADE = OrderedScale(
    name="grade", mentee="grade", mentor="grade", weight=3, scale="levels", points={1: 3.0, 2: 1.0}
)
IDENTITY = Wish(name="identity", mentee="identity_wished", mentor="identity", weight=2)
OTHER_EMPLOYER = DifferentValue(
    name="employer", mentee="employer", mentor="employer", says="in your own organisation"
)
A_LANGUAGE = InCommon(
    name="language", mentee="languages", mentor="languages", says="without a common language"
)
AN_HOUR = HoursInCommon(
    name="times", mentee="availability", mentor="availability", says="without a common hour"
)
ABOVE = GapWithin(name="above", mentee="grade", mentor="grade", scale="levels", gap=(0, 2))

FULL = rubric(TOPICS, HOURS, PLACE, GRADE, IDENTITY, rules=(OTHER_EMPLOYER, A_LANGUAGE, AN_HOUR, ABOVE))


def _lists(*names: str) -> st.SearchStrategy[tuple[Item, ...]]:
    items = st.builds(Item, st.sampled_from(names), st.none() | st.integers(0, 2))
    return st.lists(items, max_size=4).map(tuple)


def _answers() -> st.SearchStrategy[dict[str, Value]]:
    topics = _lists("Go", "Rust", "Networking", "Storage")
    spells = st.tuples(st.integers(0, 6), st.integers(0, 40), st.integers(1, 8))
    free = st.lists(spells, max_size=3).map(
        lambda found: frozenset(
            day * 48 + slot for day, start, long in found for slot in range(start, start + long)
        )
    )
    zones = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kathmandu", "UTC-03:30", "")
    columns: dict[str, st.SearchStrategy[Value]] = {
        "wanted": topics,
        "offered": topics,
        "availability": free,
        "time_zone": st.sampled_from(zones),
        "place": st.sampled_from(("Lagos", "lagos ", "Pune", "")),
        "grade": st.sampled_from((*LEVELS, "unheard of", "")),
        "identity": _lists("a", "b"),
        "identity_wished": _lists("a", "b", "c"),
        "employer": st.sampled_from(("Acme", "ACME", "Initech", "")),
        "languages": _lists("English", "Hindi"),
    }
    return st.fixed_dictionaries(columns)


def some_people(prefix: str) -> st.SearchStrategy[list[Profile]]:
    """One to six people whose answers are often missing."""
    return st.lists(_answers(), min_size=1, max_size=6).map(
        lambda all_answers: [
            Profile(f"{prefix}{number}", answers) for number, answers in enumerate(all_answers)
        ]
    )
