"""What one pair has in common, criterion by criterion, read plainly from the two profiles.

Nothing here uses the arrays of the scorer: the audit compares the two, and the words for people come from
here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pairloom.engines.affinity.comparisons import (
    CommonHours,
    Comparison,
    Criterion,
    DifferentValue,
    EqualValue,
    GapWithin,
    HoursInCommon,
    InCommon,
    OrderedScale,
    Overlap,
    Rule,
    SameValue,
    TextLikeness,
    Wish,
)
from pairloom.engines.affinity.likeness import share_of_likeness, vectors
from pairloom.engines.affinity.problem import Item, Profile
from pairloom.engines.affinity.rubric import Rubric
from pairloom.engines.cells import place_on, same_key

FewestHours = Callable[[Profile, Profile, Comparison], float]


@dataclass(frozen=True)
class Evidence:
    """How one comparison turned out. `share` is None where `asked` or `answered` is false.

    `common` and `missing` are things of a list, as the mentee wrote them; `amount` is hours in common or the
    gap.
    """

    entry: Comparison
    asked: bool
    answered: bool
    share: float | None = None
    common: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # in common, but the offer is below the level asked for
    amount: float | None = None


def weigh(
    criterion: Criterion, mentee: Profile, mentor: Profile, rubric: Rubric, hours: FewestHours
) -> Evidence:
    """What a criterion finds in a pair. `hours` gives the fewest common hours of any week of the round."""
    asked, answered = _answered(criterion, mentee, mentor, rubric)
    if not (asked and answered):
        return Evidence(criterion, asked, answered)
    match criterion:
        case Overlap():
            return _overlap(criterion, mentee, mentor)
        case SameValue():
            return Evidence(criterion, True, True, float(_same(criterion, mentee, mentor)))
        case OrderedScale():
            gap = _gap(criterion, criterion.scale, mentee, mentor, rubric)
            return Evidence(criterion, True, True, _share_of_gap(criterion, gap), amount=gap)
        case CommonHours():
            found = hours(mentee, mentor, criterion)
            return Evidence(criterion, True, True, min(1.0, found / criterion.enough), amount=found)
        case TextLikeness():
            one, other = vectors([mentee.text(criterion.mentee), mentor.text(criterion.mentor)])
            return Evidence(criterion, True, True, float(share_of_likeness(one @ other)))
        case Wish():
            common, missing = _in_both(criterion, mentee, mentor)
            return Evidence(criterion, True, True, float(bool(common)), common, missing)
    raise TypeError(f"no evidence for {type(criterion).__name__}")


def breaks(rule: Rule, mentee: Profile, mentor: Profile, rubric: Rubric, hours: FewestHours) -> bool:
    """Whether a pair breaks a rule."""
    asked, answered = _answered(rule, mentee, mentor, rubric)
    if not (asked and answered):
        return rule.strict
    match rule:
        case DifferentValue():
            return _same(rule, mentee, mentor)
        case EqualValue():
            return not _same(rule, mentee, mentor)
        case GapWithin(gap=(low, high)):
            return not low <= _gap(rule, rule.scale, mentee, mentor, rubric) <= high
        case InCommon():
            return len(_in_both(rule, mentee, mentor)[0]) < rule.at_least
        case HoursInCommon():
            return hours(mentee, mentor, rule) < rule.at_least
    raise TypeError(f"no reading of {type(rule).__name__}")


def is_open(rule: Rule, mentee: Profile, mentor: Profile, rubric: Rubric) -> bool:
    """Whether a rule could not be checked, because one of the two left the answer open."""
    return not all(_answered(rule, mentee, mentor, rubric))


def _answered(entry: Comparison, mentee: Profile, mentor: Profile, rubric: Rubric) -> tuple[bool, bool]:
    return (
        says_something(entry, mentee, entry.mentee, rubric),
        says_something(entry, mentor, entry.mentor, rubric),
    )


def says_something(entry: Comparison, person: Profile, column: str, rubric: Rubric) -> bool:
    """Whether an answer can be compared: it is there, and on the scale where there is one."""
    scale = rubric.scales.get(getattr(entry, "scale", None) or "")
    if isinstance(entry, CommonHours | HoursInCommon):
        return bool(person.hours(column) and person.choice("time_zone"))
    if isinstance(entry, TextLikeness):
        return any(character.isalnum() for character in person.text(column))
    if scale is not None:
        return place_on(scale, person.choice(column) or "") is not None
    return person.value(column) is not None


def _same(entry: Comparison, mentee: Profile, mentor: Profile) -> bool:
    return same_key(mentee.choice(entry.mentee) or "") == same_key(mentor.choice(entry.mentor) or "")


def _gap(entry: Comparison, scale: str | None, mentee: Profile, mentor: Profile, rubric: Rubric) -> float:
    if scale is None:
        return (mentor.number(entry.mentor) or 0.0) - (mentee.number(entry.mentee) or 0.0)
    high, low = (
        place_on(rubric.scales[scale], person.choice(column) or "")
        for person, column in ((mentor, entry.mentor), (mentee, entry.mentee))
    )
    return float((high or 0) - (low or 0))


def _share_of_gap(criterion: OrderedScale, gap: float) -> float:
    if criterion.points is not None:
        return criterion.points.get(int(gap), 0.0) / criterion.weight if gap == int(gap) else 0.0
    low, high = criterion.gap or (0.0, 0.0)
    return float(low <= gap <= high)


def _offered(person: Profile, column: str) -> tuple[Item, ...]:
    if column in ("id", "name"):
        return tuple(Item(text) for text in (person.id, person.name) if text)
    return person.list(column)


def _levels(things: Sequence[Item]) -> dict[str, int | None]:
    """The highest level named for each thing."""
    found: dict[str, int | None] = {}
    for item in things:
        levels = [level for level in (found.get(same_key(item.text)), item.level) if level is not None]
        found[same_key(item.text)] = max(levels, default=None)
    return found


def _in_both(entry: Comparison, mentee: Profile, mentor: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is asked for and offered, and what is asked for only."""
    offered = _levels(_offered(mentor, entry.mentor))
    wanted = {same_key(item.text): item.text for item in reversed(mentee.list(entry.mentee))}
    order = list(dict.fromkeys(same_key(item.text) for item in mentee.list(entry.mentee)))
    return (
        tuple(wanted[key] for key in order if key in offered),
        tuple(wanted[key] for key in order if key not in offered),
    )


def _overlap(criterion: Overlap, mentee: Profile, mentor: Profile) -> Evidence:
    common, missing = _in_both(criterion, mentee, mentor)
    asked, offered = _levels(mentee.list(criterion.mentee)), _levels(_offered(mentor, criterion.mentor))
    credit, short = 0.0, []
    for text in common:
        need, offer = asked[same_key(text)], offered[same_key(text)]
        below = max(0, (need or 0) - offer) if criterion.levels and offer is not None else 0
        credit += 0.5**below
        short += [text] if below else []
    share = credit / len(asked)
    if criterion.focus:
        share *= 1 - criterion.focus + criterion.focus * (len(common) / len(offered))
    return Evidence(criterion, True, True, share, common, missing, tuple(short))
