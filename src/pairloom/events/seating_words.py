"""Seating plans in plain sentences: figures with their proof, what a change costs, why there is no plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.events.report import Broken, Difference, Report


class Names:
    """Names by attendee key, numbers of tables by theirs; what is not there any more is called so."""

    def __init__(self, names: Mapping[int, str], tables: Mapping[int, int] | None = None) -> None:
        self._names = names
        self._tables = tables or {}

    def __getitem__(self, attendee: int | None) -> str:
        return self._names.get(attendee or 0) or _("somebody who left")

    def table(self, table: int | None) -> str:
        """Such as `table 7`."""
        number = self._tables.get(table or 0)
        return _("table %(number)s") % {"number": number} if number else _("a table that is gone")

    def listed(self, attendees: Iterable[int]) -> str:
        """`Amara, Bo and Chen`."""
        names = [self[attendee] for attendee in attendees]
        if len(names) < 2:
            return "".join(names)
        return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@dataclass(frozen=True)
class Figure:
    """One figure for the page. `proven` is None where there is nothing to prove."""

    value: str
    label: str
    bound: str = ""
    proven: bool | None = None


def figures(report: Report, *, mentors_move: bool) -> list[Figure]:
    """What a plan reaches, the most important first."""
    found = [_meetings(report), _wanted(report), _affinity(report)]
    if not mentors_move:
        found.append(_repeats(report))
    return found


def _meetings(report: Report) -> Figure:
    few, many = report.meetings_min, report.meetings_max
    value = f"{few}" if few == many else _("%(few)s to %(many)s") % {"few": few, "many": many}
    level = report.level("meetings")
    label = ngettext("mentor met by everybody", "mentors met by everybody", many)
    bound = (
        ngettext(
            "%(count)s time somebody sits out a turn",
            "%(count)s times somebody sits out a turn",
            report.sitting_out,
        )
        % {"count": report.sitting_out}
        if report.sitting_out
        else _("nobody sits out a turn")
    )
    return Figure(value, label, bound, level.proven if level else None)


def _wanted(report: Report) -> Figure:
    """Wishes where there are any, else the best mentors of each."""
    if report.wishing:
        value = _("%(met)s of %(all)s") % {"met": report.wishes_met, "all": report.wishing}
        everybody = report.wishes_met == report.wishing
        bound = "" if everybody else _("as many as the seats allow, after everybody's number of meetings")
        top = report.level("top")
        return Figure(
            value,
            _("with a wish meet somebody they wished for"),
            bound,
            everybody or bool(top and top.proven),
        )
    level = report.level("top")
    value = _("%(met)s of %(all)s") % {"met": level.value if level else 0, "all": report.mentees}
    return Figure(
        value, _("meet one of the three mentors who suit them best"), "", level.proven if level else None
    )


def _affinity(report: Report) -> Figure:
    level = report.level("affinity")
    if level and level.proven and level.gap:
        bound = _("%(percent)s %% below the proven best, given for fewer repeats") % {
            "percent": f"{100 * level.gap:.1f}"
        }
    else:
        bound = _("at most %(bound)s possible") % {"bound": affinity(report.affinity_bound)}
    return Figure(
        affinity(report.affinity),
        _("affinity of a meeting, on average"),
        bound,
        level.proven if level else None,
    )


def _repeats(report: Report) -> Figure:
    label = ngettext(
        "pair of mentees shares a table again", "pairs of mentees share a table again", report.coincidences
    )
    if report.unavoidable:
        bound = ngettext(
            "at least %(count)s repeat cannot be avoided",
            "at least %(count)s repeats cannot be avoided",
            report.unavoidable,
        ) % {"count": report.unavoidable}
    else:
        bound = _("no repeat would be ideal")
    return Figure(str(report.coincidences), label, bound, report.repeats <= report.unavoidable)


def notices(report: Report, *, keeps_known_apart: bool) -> list[str]:
    """What a host should know beyond the figures. `keeps_known_apart`: who knows each other never meets."""
    told = []
    if report.sitting_out and report.known_pairs and keeps_known_apart:
        told.append(
            _(
                "Some sit out a turn, while people who know each other or met before are kept from meeting. "
                "If you allow those to meet, more may find a seat."
            )
        )
    if report.extra_chairs:
        told.append(
            ngettext(
                "Bring %(count)s more chair: somebody who cannot move is met at a small table.",
                "Bring %(count)s more chairs: people who cannot move are met at small tables.",
                report.extra_chairs,
            )
        )
        told[-1] %= {"count": report.extra_chairs}
    if report.apart_broken:
        told.append(
            ngettext(
                "%(count)s time people who should be kept apart share a table.",
                "%(count)s times people who should be kept apart share a table.",
                report.apart_broken,
            )
            % {"count": report.apart_broken}
        )
    return told


def set_aside(report: Report, names: Names) -> list[str]:
    """What was asked by hand and not held on the day, in one sentence; nothing where all was held."""
    asked = [
        (_("%(mentee)s with %(mentor)s in turn %(turn)s") if pin.turn else _("%(mentee)s with %(mentor)s"))
        % {"mentee": names[pin.mentee], "mentor": names[pin.mentor], "turn": pin.turn}
        for pin in report.pins_aside
    ]
    asked += [
        _("%(mentor)s at %(table)s in turn %(turn)s")
        % {"mentor": names[place.person], "table": names.table(place.table), "turn": place.turn}
        for place in report.places_aside
    ]
    if not asked:
        return []
    return [
        _("Set aside for this plan, as it cannot be held with those who are there: %(asked)s.")
        % {"asked": "; ".join(asked)}
    ]


def affinity(value: float) -> str:
    return f"{value:.2f}"


@dataclass(frozen=True)
class Changed:
    """A figure before and after, in words."""

    label: str
    before: str
    after: str
    is_better: bool
    is_worse: bool


_FIGURES: dict[str, tuple[Callable[[], str], int]] = {  # what it is called, and whether more is better
    "meetings": (lambda: _("meetings"), 1),
    "affinity": (lambda: _("affinity of a meeting, on average"), 1),
    "repeats": (lambda: _("repeats between mentees"), -1),
    "wishes_met": (lambda: _("mentees who meet somebody they wished for"), 1),
    "sitting_out": (lambda: _("turns in which somebody sits out"), -1),
    "apart_broken": (lambda: _("people to keep apart at one table"), -1),
}


def changed_figures(differences: Iterable[Difference], *, mentors_move: bool) -> list[Changed]:
    """The figures that a change alters. Where mentors move, those at one table stay together by design."""
    told = []
    for each in differences:
        if mentors_move and each.name == "repeats":
            continue
        label, sign = _FIGURES[each.name]
        show = _four_places if each.name == "affinity" else lambda value: f"{value:g}"
        before, after = show(each.before), show(each.after)
        if before != after:
            gain = sign * (each.after - each.before)
            told.append(Changed(label(), before, after, gain > 0, gain < 0))
    return told


def _four_places(value: float) -> str:
    return f"{value:.4f}"


def broken_words(broken: Broken, names: Names) -> str:
    """A rule that a change would break. Several people whom it concerns are told of in one sentence."""
    first = broken.people[:-1] or broken.people
    values = {
        "one": names.listed(first),
        "other": names[broken.people[-1]] if broken.people else "",
        "turn": broken.turn,
        "table": names.table(broken.table),
    }
    return _BROKEN[broken.kind](len(first)) % values


_BROKEN: dict[str, Callable[[int], str]] = {  # by how many people it concerns
    "over": lambda _n: _("Turn %(turn)s has begun. Its seats stay as they are."),
    "met-twice": lambda n: ngettext(
        "%(one)s meets %(other)s in another turn already.",
        "%(one)s meet %(other)s in another turn already.",
        n,
    ),
    "not-allowed": lambda _n: _(
        "%(one)s and %(other)s are kept from meeting: they know each other, or you said so."
    ),
    "employer": lambda n: ngettext(
        "%(one)s meets as many mentors of the employer of %(other)s as you allow in other turns already.",
        "%(one)s meet as many mentors of the employer of %(other)s as you allow in other turns already.",
        n,
    ),
    "absent": lambda n: ngettext(
        "%(one)s and %(other)s are not both there in turn %(turn)s.",
        "%(one)s and %(other)s are not all there in turn %(turn)s.",
        n,
    ),
    "full": lambda _n: _("The table of %(one)s has no free seat in turn %(turn)s."),
    "table-full": lambda _n: _("There is no free seat at %(table)s in turn %(turn)s."),
    "cannot-move": lambda _n: _("%(one)s cannot move, and stays at %(table)s."),
    "apart": lambda _n: _("%(one)s and %(other)s should be kept apart, and would share a table."),
}


def conflict_words(conflict: Mapping[str, Any], names: Names) -> str:
    """Why there is no plan, from what a failed one stored."""
    kind = conflict["kind"]
    if kind == "fault":
        return _("Something went wrong in Pairloom itself. Nothing was lost.")
    pairs = [
        _("%(mentee)s with %(mentor)s") % {"mentee": names[mentee], "mentor": names[mentor]}
        for mentee, mentor in conflict["pairs"]
    ]
    pairs += [
        _("%(mentor)s at %(table)s") % {"mentor": names[mentor], "table": names.table(table)}
        for mentor, table in conflict["places"]
    ]
    table = conflict["table"]
    values = {
        "pairs": "; ".join(pairs),
        "person": names.table(table) if table else names[conflict["person"]],
        "limit": conflict["limit"],
        "turn": conflict["turn"],
    }
    return _CONFLICTS[kind]() % values


_CONFLICTS: dict[str, Callable[[], str]] = {
    "banned": lambda: _("Pinned and kept from meeting at the same time: %(pairs)s."),
    "absent": lambda: _("Pinned, but never there together then: %(pairs)s."),
    "same_turn": lambda: _("%(person)s is pinned to several tables in turn %(turn)s: %(pairs)s."),
    "seats": lambda: _("%(person)s has %(limit)s seats, and more pins than that: %(pairs)s."),
    "most": lambda: _("%(person)s can have %(limit)s meetings, and has more pins than that: %(pairs)s."),
    "group": lambda: _(
        "%(person)s is pinned to more mentors of one employer than the %(limit)s that are left to meet: "
        "%(pairs)s."
    ),
    "twice": lambda: _("Pinned to two turns, but a pair meets once: %(pairs)s."),
    "together": lambda: _("Each of these pins can stand, but not all of them: %(pairs)s."),
}
