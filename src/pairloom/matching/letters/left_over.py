"""The letters to those for whom there was nobody: honest, kind, and without naming others."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.core.addresses import full_address
from pairloom.matching.letters.room import LetterRoom, people_and_places, sentence
from pairloom.matching.report import Report, Unmatched, Unused
from pairloom.messages.markdown import bullets, link
from pairloom.people.models import Person


def no_mentor(left: Unmatched, person: Person, report: Report, room: LetterRoom) -> dict[str, str]:
    """The values for a mentee without a mentor."""
    easier = sentence(
        _("More free hours, more topics or another language make it easier next time: %(page)s"),
        page=link(full_address("people:profile")),
    )
    return {
        "mentee": str(person),
        "reason": _no_mentor_reason(left, report),
        "open_now": bullets([*room.open_elsewhere, easier]),
        **room.common,
    }


def no_mentee(unused: Unused, person: Person, room: LetterRoom) -> dict[str, str]:
    """The values for a mentor without a mentee."""
    return {
        "mentor": str(person),
        "reason": _no_mentee_reason(unused),
        "open_now": bullets(room.open_elsewhere),
        **room.common,
    }


def _no_mentor_reason(left: Unmatched, report: Report) -> str:
    if left.kind == "full":
        shortage = None if left.bottleneck is None else report.bottlenecks[left.bottleneck]
        scarce = _("Every mentor who could have helped you is taken.")
        if shortage is not None and len(shortage.mentees) > 1:
            scarce += " " + people_and_places(len(shortage.mentees), shortage.seats)
        return scarce
    rules = [each for each in left.ruled_out if each.is_rule]
    if left.kind == "no_candidate" and rules:
        told = ", ".join(f"{each.count} {each.reason}" for each in rules)
        return ngettext(
            "We have %(mentors)s mentor this time, and found nobody who fits what you told us: %(told)s.",
            "We have %(mentors)s mentors this time, and found nobody who fits what you told us: %(told)s.",
            report.mentors,
        ) % {"mentors": report.mentors, "told": told}
    if left.kind == "no_candidate":
        return _("We had no mentor to offer in this round.")
    return _("A mentor who could have helped you was the only one who could help somebody else.")


def _no_mentee_reason(unused: Unused) -> str:
    if unused.kind == "no_candidate":
        return _("Nobody who signed up asked for what you offer at hours and in a language that you share.")
    return ngettext(
        "%(count)s person could have been your mentee, and found a mentor who fits a little better.",
        "%(count)s people could have been your mentees, and all found a mentor who fits a little better.",
        unused.candidates,
    ) % {"count": unused.candidates}
