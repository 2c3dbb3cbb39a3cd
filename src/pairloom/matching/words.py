"""Proposals in plain sentences: what was changed, who is left over, what would help. Names come last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.matching.changes import (
    Ban,
    Change,
    HonourMutual,
    MetAtEvents,
    PairAgain,
    Pin,
    Priority,
    Release,
    RunAgain,
    Seats,
    Wants,
    Weights,
)
from pairloom.matching.enums import MetBefore
from pairloom.matching.report import Bottleneck, Fewer, Level, Move, Report, Unmatched, Unused

SHOWN = 4
PRIORITIES: dict[tuple[str, ...], Callable[[], str]] = {
    ("served", "total"): lambda: _("most people served, then the best total"),
    ("served", "worst", "total"): lambda: _("most people served, then the best for the worst-off"),
    ("total", "served"): lambda: _("the best total"),
}


class Names:
    """Names by person; whoever is not there any more is called so."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._names = names

    def __getitem__(self, person: int) -> str:
        return self._names.get(person) or _("somebody who left")

    def listed(self, people: Iterable[int], joiner: str = "") -> str:
        """`Amara, Bo and Chen`; at most four, and then how many more."""
        names = [self[person] for person in people]
        if len(names) > SHOWN:
            rest = len(names) - SHOWN
            return _("%(names)s and %(count)s more") % {"names": ", ".join(names[:SHOWN]), "count": rest}
        if len(names) < 2:
            return "".join(names)
        joined = {"names": ", ".join(names[:-1]), "last": names[-1]}
        return (_("%(names)s or %(last)s") if joiner == "or" else _("%(names)s and %(last)s")) % joined


def called(mentee: str, mentor: str) -> tuple[str, str]:
    """What to call two people beside their full names: by their first word, unless that is the same."""
    short = mentee.split()[:1], mentor.split()[:1]
    if not all(short) or short[0] == short[1]:
        return mentee, mentor
    return short[0][0], short[1][0]


def named(reason: str, *, mentee: str, mentor: str) -> str:
    """A stored reason with the two names in it."""
    return reason.replace("{mentee}", mentee).replace("{mentor}", mentor)


def affinity(value: float | None) -> str:
    """0.4137 as 0.41; a dash where there is nothing to measure."""
    return "\u2013" if value is None else f"{value:.2f}"


def signed(value: float, *, is_affinity: bool) -> str:
    """A difference with its sign, such as +0.08; a real minus sign, and ±0 for none."""
    shown = f"{abs(value):.2f}" if is_affinity else f"{abs(value):g}"
    if float(shown) == 0:
        return "±0"
    return f"+{shown}" if value > 0 else f"\u2212{shown}"


def change_words(change: Change, names: Names) -> str:
    """What somebody did, as the end of a sentence that begins with who did it."""
    return _CHANGES[type(change)](change, names)


_CHANGES: dict[type[Change], Callable[[Any, Names], str]] = {
    RunAgain: lambda change, names: _("ran the matching"),
    Pin: lambda change, names: (
        _("pinned %(mentee)s with %(mentor)s")
        % {"mentee": names[change.mentee], "mentor": names[change.mentor]}
    ),
    Ban: lambda change, names: (
        _("kept %(mentee)s and %(mentor)s apart")
        % {"mentee": names[change.mentee], "mentor": names[change.mentor]}
    ),
    Release: lambda change, names: (
        _("let %(mentee)s and %(mentor)s be free again")
        % {"mentee": names[change.mentee], "mentor": names[change.mentor]}
    ),
    Seats: lambda change, names: (
        ngettext("gave %(mentor)s %(seats)s place", "gave %(mentor)s %(seats)s places", change.seats)
        % {"mentor": names[change.mentor], "seats": change.seats}
    ),
    Wants: lambda change, names: (
        ngettext(
            "let %(mentee)s have %(wants)s mentor", "let %(mentee)s have %(wants)s mentors", change.wants
        )
        % {"mentee": names[change.mentee], "wants": change.wants}
    ),
    Weights: lambda change, names: (
        _("weighed %(weights)s")
        % {"weights": ", ".join(f"{name} {weight:g}" for name, weight in sorted(change.weights.items()))}
    ),
    Priority: lambda change, names: _("put first: %(aims)s") % {"aims": priority_words(change.priority)},
    PairAgain: lambda change, names: (
        _("allowed pairs from earlier rounds") if change.again else _("avoided pairs from earlier rounds")
    ),
    MetAtEvents: lambda change, names: {
        MetBefore.FAVOUR: _("favoured people who met at an event"),
        MetBefore.AVOID: _("avoided people who met at an event"),
    }.get(MetBefore(change.met), _("let it not matter who met at an event")),
    HonourMutual: lambda change, names: (
        _("let mutual wishes count") if change.mutual else _("left mutual wishes out of account")
    ),
}


def priority_words(priority: Iterable[str]) -> str:
    """An order of aims."""
    order = tuple(priority)
    known = PRIORITIES.get(order)
    return known() if known else ", ".join(order)


def unmatched_reason(left: Unmatched, names: Names) -> str:
    """Why this mentee has nobody."""
    if left.kind == "no_candidate":
        return _no_candidate(left)
    candidates = names.listed(left.candidates, "or")
    if left.kind == "below_floor":
        return _("A pair with %(names)s would be weaker than the weakest that this order of aims allows.") % {
            "names": candidates
        }
    if left.kind == "outweighed":
        return _("A pair with %(names)s would cost others more in what was put first.") % {
            "names": candidates
        }
    return ngettext(
        "The only mentor who could help, %(names)s, is full.",
        "All %(count)s mentors who could help are full: %(names)s.",
        left.candidate_count,
    ) % {"count": left.candidate_count, "names": _some(left, names)}


def _some(left: Unmatched, names: Names) -> str:
    """The best candidates by name, and how many there are besides."""
    shown = left.candidates[:SHOWN] if left.candidate_count > SHOWN else left.candidates
    rest = left.candidate_count - len(shown)
    if not rest:
        return names.listed(shown)
    return _("%(names)s and %(count)s more") % {
        "names": ", ".join(names[person] for person in shown),
        "count": rest,
    }


def _no_candidate(left: Unmatched) -> str:
    if not left.ruled_out:
        return _("There is no mentor in this round.")
    told = ", ".join(f"{each.count} {each.reason}" for each in left.ruled_out)
    return _("The rules leave nobody: %(told)s.") % {"told": told}


def shortage_words(shortage: Bottleneck) -> str:
    """So many people, these mentors only, so many places."""
    return ngettext(
        "%(people)s people can only go to the same %(mentors)s mentor, who has room for %(seats)s.",
        "%(people)s people can only go to the same %(mentors)s mentors, who have room for %(seats)s.",
        len(shortage.mentors),
    ) % {"people": len(shortage.mentees), "mentors": len(shortage.mentors), "seats": shortage.seats}


def unmatched_remedy(left: Unmatched, report: Report) -> str:
    """What would change it."""
    if left.kind == "no_candidate":
        return _("A mentor whom the rules allow, or a rule less, would help.")
    if left.kind in ("below_floor", "outweighed"):
        return _("Putting the number of people served first would help.")
    return ngettext(
        "With one more place there, you could serve %(served)s instead of %(now)s.",
        "If one of them took one more, you could serve %(served)s instead of %(now)s.",
        left.candidate_count,
    ) % {"served": report.served + 1, "now": report.served}


def fewer_words(few: Fewer, names: Names) -> str:
    """A mentee who got some of the mentors wanted."""
    return _("%(name)s (%(got)s of %(wants)s)") % {
        "name": names[few.person],
        "wants": few.wants,
        "got": few.got,
    }


def unused_reason(unused: Unused) -> str:
    """Why this mentor has nobody."""
    if unused.kind == "paused":
        return _("Takes nobody this time.")
    if unused.kind == "no_candidate":
        return _("The rules leave no mentee for this mentor.")
    if unused.kind == "below_floor":
        return _("Every possible pair is weaker than the weakest that this order of aims allows.")
    return ngettext(
        "%(count)s mentee could be paired here, and is better off elsewhere in this proposal.",
        "%(count)s mentees could be paired here, and all are better off elsewhere in this proposal.",
        unused.candidates,
    ) % {"count": unused.candidates}


def move_words(move: Move, names: Names) -> str:
    """Who had whom before, and whom now."""
    before, after = names.listed(move.before), names.listed(move.after)
    if not move.before:
        return _("now has %(after)s, and had nobody") % {"after": after}
    if not move.after:
        return _("had %(before)s, and now has nobody") % {"before": before}
    return _("%(before)s before, now %(after)s") % {"before": before, "after": after}


def conflict_words(conflict: Mapping[str, Any], names: Names) -> str:
    """Why there is no answer, from what a failed run stored."""
    kind = conflict["kind"]
    if kind == "rubric":
        return str(conflict["message"])
    if kind == "fault":
        return _("Something went wrong in Pairloom itself. Nothing was lost.")
    pairs = conflict["pairs"]
    if kind == "banned":
        mentee, mentor = pairs[0]
        return _("%(mentee)s and %(mentor)s are pinned together and kept apart at the same time.") % {
            "mentee": names[mentee],
            "mentor": names[mentor],
        }
    if kind == "capacity":
        return ngettext(
            "%(person)s has %(limit)s free place, but %(pinned)s are pinned there.",
            "%(person)s has %(limit)s free places, but %(pinned)s are pinned there.",
            conflict["limit"],
        ) % {
            "person": names[conflict["person"]],
            "limit": conflict["limit"],
            "pinned": names.listed(mentee for mentee, _mentor in pairs),
        }
    return ngettext(
        "%(person)s wants %(limit)s mentor, but is pinned to %(pinned)s.",
        "%(person)s wants %(limit)s mentors, but is pinned to %(pinned)s.",
        conflict["limit"],
    ) % {
        "person": names[conflict["person"]],
        "limit": conflict["limit"],
        "pinned": names.listed(mentor for _mentee, mentor in pairs),
    }


@dataclass(frozen=True)
class LevelWords:
    """One objective for a figure on the page."""

    name: str
    value: str
    label: str
    bound: str
    proven: bool


def level_words(level: Level, report: Report) -> LevelWords | None:
    """The figure of a level, or None for one that nobody asks about."""
    told = _LEVELS.get(level.name)
    if told is None:
        return None
    label, bound, is_affinity = told()
    show = affinity if is_affinity else lambda value: f"{value or 0:g}"
    value = show(level.value)
    if level.name == "served":
        value = _("%(served)s of %(mentees)s") % {"served": value, "mentees": report.mentees}
    return LevelWords(level.name, value, label, bound % {"bound": show(level.bound)}, level.proven)


_LEVELS: dict[str, Callable[[], tuple[str, str, bool]]] = {
    "served": lambda: (_("mentees have a mentor"), _("at most %(bound)s possible"), False),
    "mentors": lambda: (_("mentors have a mentee"), _("at most %(bound)s possible"), False),
    "worst": lambda: (_("affinity of the worst-off pair"), _("at most %(bound)s possible"), True),
    "total": lambda: (_("affinity of all pairs together"), _("at most %(bound)s possible"), True),
}
LEVEL_NAMES: dict[str, Callable[[], str]] = {
    "served": lambda: _("mentees with a mentor"),
    "mentors": lambda: _("mentors with a mentee"),
    "worst": lambda: _("worst-off pair"),
    "total": lambda: _("total affinity"),
    "pairs": lambda: _("pairs"),
    "minimum": lambda: _("mentors' minimum"),
}
