from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairloom.engines.affinity import Profile, RoundWeeks, Scorer, common_times, make_problem
from pairloom.engines.affinity.hours import common_half_hours
from pairloom.engines.affinity.views import PairView
from pairloom.engines.cells import read_availability
from tests.engines.affinity.people import HOURS, person, rubric

FIRST_PAIR = PairView(np.array([0]), np.array([0]))
AVAILABILITY = ("availability", "availability")


def somebody(name: str, free: str, zone: str) -> Profile:
    return person(name, availability=free, time_zone=zone)


def fewest_hours(mentee: Profile, mentor: Profile, weeks: RoundWeeks) -> float:
    problem = make_problem(mentees=[mentee], mentors=[mentor], rubric=replace(rubric(HOURS), round=weeks))
    return float(Scorer(problem).hours_of(HOURS).fewest(FIRST_PAIR)[0]) / 2


BERLIN, NEW_YORK, SYDNEY = "Europe/Berlin", "America/New_York", "Australia/Sydney"
MONDAY_EVENING = ("Mon 18:00-20:00", BERLIN), ("Mon 17:00-19:00", "UTC")
TUESDAY = ("Tue 18:00-20:00", BERLIN), ("Tue 12:00-14:00", NEW_YORK)
WEDNESDAY = ("Wed 8:00-10:00", BERLIN), ("Wed 18:00-20:00", SYDNEY)
DATE_LINE = ("Sun 20:00-22:00", "America/Los_Angeles"), ("Mon 9:30-11:30", "Asia/Kolkata")
QUARTERS = ("Mon 18:00-20:00", "Asia/Kathmandu"), ("Mon 12:00-15:00", "UTC")


@pytest.mark.parametrize(
    ("people", "starts", "weeks", "hours"),
    [
        # Berlin is one hour ahead of UTC in winter, two in summer.
        (MONDAY_EVENING, date(2027, 2, 1), 4, 2),
        (MONDAY_EVENING, date(2027, 4, 5), 4, 1),
        # Over the change of 28 March the smaller of the two is what they have every week.
        (MONDAY_EVENING, date(2027, 3, 1), 8, 1),
        # New York changes two weeks before Berlin: six hours apart, then five.
        (TUESDAY, date(2027, 3, 1), 2, 2),
        (TUESDAY, date(2027, 3, 15), 1, 1),
        # Sydney's summer ends a week after Berlin's begins: ten hours apart, then nine, then eight.
        (WEDNESDAY, date(2027, 3, 15), 1, 2),
        (WEDNESDAY, date(2027, 3, 29), 1, 1),
        (WEDNESDAY, date(2027, 4, 5), 1, 0),
        # Sunday night in Los Angeles is Monday in Kolkata: across the ends of two weeks.
        (DATE_LINE, date(2027, 1, 4), 3, 2),
        # Kathmandu lies 45 minutes off: its half-hours touch two of the other's, and need both.
        (QUARTERS, date(2027, 1, 4), 1, 1.5),
    ],
)
def test_common_hours_are_those_of_every_week_of_the_round(
    people: tuple[tuple[str, str], tuple[str, str]], starts: date, weeks: int, hours: float
) -> None:
    first, second = somebody("a", *people[0]), somebody("b", *people[1])
    assert fewest_hours(first, second, RoundWeeks(starts, weeks)) == hours


@settings(max_examples=25)
@given(
    st.tuples(*[st.frozensets(st.integers(0, 335), min_size=1, max_size=60)] * 2),
    st.tuples(
        *[st.sampled_from(("Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"))] * 2
    ),
    st.dates(date(2026, 1, 1), date(2028, 12, 1)),
)
def test_the_grids_agree_with_reading_the_clock_moment_by_moment(
    free: tuple[frozenset[int], frozenset[int]], zones: tuple[str, str], starts: date
) -> None:
    people = [
        Profile(name, {"availability": hours, "time_zone": zone})
        for name, hours, zone in zip("ab", free, zones, strict=True)
    ]
    weeks = RoundWeeks(starts, 3)
    plain = min(common_half_hours(people[0], people[1], AVAILABILITY, weeks))
    assert fewest_hours(people[0], people[1], weeks) == plain / 2


def test_common_times_are_moments_of_the_first_week_one_a_day() -> None:
    first = somebody("a", "Mon 18:00-21:00; Wed 18:00-19:00; Fri 7:00-8:00", "Europe/Berlin")
    second = somebody("b", "Mon 17:00-20:00; Wed 17:00-18:00", "Europe/London")
    times = common_times(first, second, weeks=RoundWeeks(date(2027, 2, 3), 4))
    assert [time.starts for time in times] == [
        datetime(2027, 2, 1, 17, tzinfo=UTC),
        datetime(2027, 2, 1, 18, tzinfo=UTC),
        datetime(2027, 2, 3, 17, tzinfo=UTC),
    ]
    assert {time.minutes for time in times} == {60}


def test_nobody_has_common_times_with_somebody_who_named_none() -> None:
    assert common_times(somebody("a", "evenings", "UTC"), person("b")) == ()
    assert read_availability("") == frozenset()
