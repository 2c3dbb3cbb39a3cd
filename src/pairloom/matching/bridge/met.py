"""People who met at an event, as something that speaks for a pair."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

from pairloom.engines.affinity import Rubric, Wish, items
from pairloom.matching.bridge.people import RoundInput

COLUMN = "met at an event"


def favouring_met(given: RoundInput, rubric: Rubric) -> tuple[RoundInput, Rubric]:
    """The same people and rubric, with one more criterion that counts as much as the others do on average.

    It asks nothing of a mentee who met none of the mentors. Where nobody has met, nothing changes at all.
    """
    mentors = {mentor.id for mentor in given.mentors}
    met: dict[str, list[str]] = {}
    for mentee, mentor in sorted(given.met):
        if mentor in mentors:
            met.setdefault(mentee, []).append(mentor)
    if not met:
        return given, rubric
    mentees = tuple(
        replace(one, values={**one.values, COLUMN: items(*met[one.id])}) if one.id in met else one
        for one in given.mentees
    )
    criterion = Wish(
        name=COLUMN,
        mentee=COLUMN,
        mentor="id",
        weight=mean(each.weight for each in rubric.criteria),
        says="they met at an event",
    )
    return replace(given, mentees=mentees), replace(rubric, criteria=(*rubric.criteria, criterion))
