"""The dates of a round's phases as plain values: proposed, moved to another start, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pairloom.programmes.enums import PhaseKind

ONE_DAY = timedelta(days=1)
PROPOSED_DAYS = {
    PhaseKind.SIGN_UP: 14,
    PhaseKind.MATCHING: 7,
    PhaseKind.RUNNING: 84,
    PhaseKind.CHECK_IN: 7,
    PhaseKind.END: 14,
}


@dataclass(frozen=True)
class Days:
    """From one day to another, both included."""

    starts_on: date
    ends_on: date


Phases = Mapping[PhaseKind, Days]


def proposed_phases(first_day: date) -> dict[PhaseKind, Days]:
    """Two weeks of sign-up, one of matching, twelve together, one to check in, two to end well."""
    phases = {}
    for kind, length in PROPOSED_DAYS.items():
        phases[kind] = Days(first_day, first_day + (length - 1) * ONE_DAY)
        first_day += length * ONE_DAY
    return phases


def moved_phases(phases: Phases, first_day: date) -> dict[PhaseKind, Days]:
    """The same lengths and gaps, with the earliest phase starting on `first_day`."""
    if not phases:
        return proposed_phases(first_day)
    shift = first_day - min(days.starts_on for days in phases.values())
    return {kind: Days(days.starts_on + shift, days.ends_on + shift) for kind, days in phases.items()}


def faults_of_phases(phases: Phases) -> dict[str, str]:
    """What is wrong with these dates, by field (`sign-up_ends_on`), each with what to do about it.

    Phases follow each other in the order of `PhaseKind`, and none starts before the last has ended. Days
    between two phases are allowed.
    """
    faults: dict[str, str] = {}
    previous: PhaseKind | None = None
    for kind in PhaseKind:
        if kind not in phases:
            continue
        if phases[kind].ends_on < phases[kind].starts_on:
            faults[f"{kind}_ends_on"] = _ends_before_it_starts(kind, phases[kind])
        elif previous and phases[kind].starts_on <= phases[previous].ends_on:
            faults[f"{kind}_starts_on"] = _starts_too_early(kind, previous, phases)
        previous = kind
    return faults


def _ends_before_it_starts(kind: PhaseKind, days: Days) -> str:
    return _("%(phase)s would end before it starts. Choose %(day)s or a later day.") % {
        "phase": kind.label.capitalize(),
        "day": _words(days.starts_on),
    }


def _starts_too_early(kind: PhaseKind, previous: PhaseKind, phases: Phases) -> str:
    ends_on = phases[previous].ends_on
    words = (
        _("%(phase)s comes after %(previous)s, which ends on %(end)s. Choose %(next)s or a later day.")
        if phases[kind].starts_on < phases[previous].starts_on
        else _("%(phase)s would overlap with %(previous)s, which ends on %(end)s. Choose %(next)s or later.")
    )
    return words % {
        "phase": kind.label.capitalize(),
        "previous": previous.label,
        "end": _words(ends_on),
        "next": _words(ends_on + ONE_DAY),
    }


def _words(day: date) -> str:
    return date_format(day, "j F Y")
