"""Progress is written when somebody could notice, and not at every step."""

from pairloom.core.progress import told_seldom


def test_a_thousand_steps_are_written_a_few_times_and_in_order() -> None:
    written: list[float] = []
    tell = told_seldom(written.append)
    for step in range(1001):
        tell(step / 1000)
    assert 20 <= len(written) <= 25
    assert written == sorted(written)
    assert written[-1] > 0.95


def test_a_step_that_nobody_sees_waits_for_the_next() -> None:
    written: list[float] = []
    tell = told_seldom(written.append)
    for share in (0.5, 0.51, 0.52, 0.6):
        tell(share)
    assert written == [0.5, 0.6]


def test_two_computations_are_told_apart() -> None:
    one: list[float] = []
    other: list[float] = []
    tell_one, tell_other = told_seldom(one.append), told_seldom(other.append)
    tell_one(0.9)
    tell_other(0.1)
    assert (one, other) == ([0.9], [0.1])
