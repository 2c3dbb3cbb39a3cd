"""A mutual interest as a strong wish: for the two it counts as much as everything else together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pairloom.engines.affinity import Rubric, Wish, items
from pairloom.matching.bridge.people import RoundInput

COLUMN = "mutual wish"


def honouring_mutual(given: RoundInput, rubric: Rubric) -> tuple[RoundInput, Rubric]:
    """Both as they were where no two wished for each other; else with one criterion more.

    It is measured for those alone who wished. Rules still hold: a wish makes no pair that may not be.
    """
    mentors = {mentor.id for mentor in given.mentors}
    wished: dict[str, list[str]] = defaultdict(list)
    for mentee, mentor in sorted(given.mutual):
        if mentor in mentors:
            wished[mentee].append(mentor)
    if not wished:
        return given, rubric
    weight = sum(criterion.weight for criterion in rubric.criteria)
    wish = Wish(name=COLUMN, mentee=COLUMN, mentor="id", weight=weight, private=True)
    mentees = tuple(
        replace(each, values={**each.values, COLUMN: items(*wished[each.id])}) if each.id in wished else each
        for each in given.mentees
    )
    return replace(given, mentees=mentees), replace(rubric, criteria=(*rubric.criteria, wish))
