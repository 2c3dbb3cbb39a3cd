from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from pairloom.desk.next_steps import RoundFacts, next_step
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.queries import Counts, PhaseState

KINDS = list(PhaseKind)
FIRST_DAYS = [date(2027, 2, 1), date(2027, 2, 15), date(2027, 2, 22), date(2027, 5, 1), date(2027, 6, 1)]
LAST_DAY = date(2027, 6, 14)


def phases(now: int) -> list[PhaseState]:
    """A round's phases while number `now` runs; -1 is before all of them, 5 after."""
    ends = [*(day - timedelta(days=1) for day in FIRST_DAYS[1:]), LAST_DAY]
    return [
        PhaseState(
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            starts_at=datetime.combine(starts_on, time.min, UTC),
            ends_at=datetime.combine(ends_on + timedelta(days=1), time.min, UTC),
            is_past=number < now,
            is_now=number == now,
        )
        for number, (kind, starts_on, ends_on) in enumerate(zip(KINDS, FIRST_DAYS, ends, strict=True))
    ]


def letters(**states: int) -> Counter[str]:
    return Counter(states)


PEOPLE = Counts(applications=16, mentees=10, mentors=6, pausing=0, places=8, wanted=11, drafts=0, withdrawn=0)
NOBODY = Counts(applications=0, mentees=0, mentors=0, pausing=0, places=0, wanted=0, drafts=0, withdrawn=0)
SIGN_UP_OPEN = RoundFacts(
    phases=phases(now=0), people=PEOPLE, letters=letters(), questions=6, runs=0, pairs=0, is_published=False
)
CLOSED = replace(SIGN_UP_OPEN, phases=phases(now=1))
PROPOSED = replace(CLOSED, runs=1)
PUBLISHED = replace(PROPOSED, is_published=True, pairs=8, letters=letters(draft=10))
SENDING = replace(PUBLISHED, letters=letters(ready=1))
RUNNING = replace(PUBLISHED, letters=letters(sent=10), phases=phases(now=2))


@pytest.mark.parametrize(
    ("facts", "title", "page"),
    [
        (replace(SIGN_UP_OPEN, phases=[]), "Set the dates", "programmes:dates"),
        (replace(SIGN_UP_OPEN, questions=0), "Choose the questions", "programmes:questions"),
        (replace(SIGN_UP_OPEN, phases=phases(now=-1)), "Sign-up opens on 1 February", "programmes:questions"),
        (SIGN_UP_OPEN, "Sign-up is open until 14 February", "programmes:applications"),
        (replace(CLOSED, people=NOBODY), "Nobody has signed up", "programmes:import"),
        (CLOSED, "Match the round", "matching:proposal"),
        (PROPOSED, "Look through the proposal and publish it", "matching:proposal"),
        (PUBLISHED, "Read and send 10 letters", "outbox"),
        (SENDING, "1 letter is on its way", "outbox"),
        (RUNNING, "8 pairs are at work", "pairs:round"),
        (replace(RUNNING, letters=letters(sent=8, failed=2)), "2 letters could not be delivered", "outbox"),
        (
            replace(RUNNING, phases=phases(now=5)),
            "This round is over. It brought 8 pairs together.",
            "pairs:round",
        ),
    ],
)
def test_each_moment_of_a_round_has_its_next_step(facts: RoundFacts, title: str, page: str) -> None:
    step = next_step(facts)
    assert (step.title, step.page) == (title, page)


def test_while_sign_up_is_open_the_missing_places_are_named() -> None:
    assert next_step(SIGN_UP_OPEN).text == "3 places are missing: ask a few more mentors."
    assert (
        next_step(replace(SIGN_UP_OPEN, people=replace(PEOPLE, places=11))).text
        == "There is a place for everybody so far."
    )
