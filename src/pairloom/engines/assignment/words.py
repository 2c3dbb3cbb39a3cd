"""The reasons of a plan in plain sentences, for people who have never heard of optimisation."""

from __future__ import annotations

from collections.abc import Sequence

from pairloom.engines.assignment.explain import BelowMinimum, Bottleneck, Explanation, Unmatched, Unused
from pairloom.engines.words import counted

SHOWN = 5


def listed(names: Sequence[str], joint: str = "and") -> str:
    """Names in a sentence: `a, b and c`, at most five and then how many more."""
    if len(names) > SHOWN:
        return f"{', '.join(names[:SHOWN])} {joint} {len(names) - SHOWN:,} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def unmatched_reason(unmatched: Unmatched, explanation: Explanation) -> str:
    """Why this mentee has nobody."""
    if unmatched.kind == "no_candidate":
        return "No mentor is a candidate."
    candidates = unmatched.candidates
    if unmatched.kind == "below_floor":
        return f"The score with {listed(candidates)} is below the lowest score that the plan keeps to."
    if unmatched.kind == "outweighed":
        return f"A pair with {listed(candidates, 'or')} would cost more in what was put first in the order."
    only = "The only candidate" if len(candidates) == 1 else f"All {len(candidates):,} candidates"
    verb = "is" if len(candidates) == 1 else "are"
    assert unmatched.bottleneck is not None
    shortage = bottleneck_reason(explanation.bottlenecks[unmatched.bottleneck])
    return f"{only} ({listed(candidates)}) {verb} full. {shortage}"


def bottleneck_reason(bottleneck: Bottleneck) -> str:
    """The shortage in one sentence: so many people, these mentors only, so many seats."""
    people = counted(len(bottleneck.mentees), "person")
    mentors = counted(len(bottleneck.mentors), "mentor")
    have = "has" if len(bottleneck.mentors) == 1 else "have"
    seats = counted(bottleneck.seats, "seat") if bottleneck.seats else "no seat"
    together = "" if len(bottleneck.mentors) == 1 else " together"
    return f"{people} can only be paired with {mentors}, who {have} {seats}{together}{_held(bottleneck)}."


def _held(bottleneck: Bottleneck) -> str:
    if not bottleneck.held:
        return ""
    pins = "a pin" if bottleneck.held == 1 else "pins"
    which = "" if bottleneck.held == bottleneck.seats else f"{bottleneck.held:,} of them "
    return f", {which}taken by {pins}"


def unmatched_change(unmatched: Unmatched, explanation: Explanation) -> str:
    """What would change it."""
    if unmatched.kind == "no_candidate":
        return "One mentor who is a candidate, or a rule or ban less."
    if unmatched.kind == "below_floor":
        return "Put 'served' before 'worst' in the order, or raise one of these scores."
    if unmatched.kind == "outweighed":
        return "Put 'served' first in the order."
    assert unmatched.bottleneck is not None
    waiting = len(explanation.bottlenecks[unmatched.bottleneck].unmatched)
    mentors = listed(unmatched.candidates, "or")
    text = f"If {mentors} took one more mentee, one more person could be served"
    if waiting > 1:
        text += f" of the {waiting:,} who wait here; {waiting:,} more seats can serve them all"
    return f"{text}. Another candidate with a free seat would help as well."


def unused_reason(unused: Unused) -> str:
    """Why this mentor has nobody."""
    if unused.kind == "paused":
        return "Takes nobody this time (capacity 0)."
    if unused.kind == "no_candidate":
        return "No mentee is a candidate."
    mentees = counted(unused.candidates, "mentee")
    if unused.kind == "below_floor":
        return f"The score with {mentees} is below the lowest score that the plan keeps to."
    could = "is a candidate, and is" if unused.candidates == 1 else "are candidates, and all are"
    return f"{mentees} {could} better placed elsewhere in this plan."


def below_minimum_reason(short: BelowMinimum) -> str:
    """Why this mentor stays below the minimum."""
    wanted = f"Wants at least {counted(short.minimum, 'mentee')}, has {short.got:,}."
    if short.kind == "few_candidates":
        few = f"Only {counted(short.candidates, 'mentee')}" if short.candidates else "No mentee"
        return f"{wanted} {few} could be paired with this mentor."
    return f"{wanted} Another mentee here would leave somebody unserved, or another mentor below the minimum."
