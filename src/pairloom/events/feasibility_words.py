"""The feasibility sheet in sentences for a host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.events.bridge.feasibility import Sheet

GOOD, ATTENTION, PLAIN = "good", "warn", "plain"


@dataclass(frozen=True)
class Finding:
    """One thing that a host should know before anybody signs up."""

    tone: str
    title: str
    text: str


def findings(sheet: Sheet) -> list[Finding]:
    parts = (_seats, _meetings, _repeats, _no_shows, _spare, _stride)
    return [finding for part in parts for finding in part(sheet)]


def verdict(found: list[Finding]) -> list[Finding]:
    """The two findings that a host should see first: what needs attention, then how many sit and meet."""
    return sorted(found, key=lambda finding: finding.tone != ATTENTION)[:2]


def _seats(sheet: Sheet) -> Iterator[Finding]:
    found, people = sheet.everybody, sheet.numbers.mentees
    room = found.seats_in_a_turn
    values = {"people": people, "seats": room, "out": people - room, "empty": room - people}
    tone, text = GOOD, _("Everybody sits, and no seat stays empty.")
    if people < room:
        text = _("Everybody sits in every turn; %(empty)d seats stay empty.") % values
    elif people > room:
        tone, text = ATTENTION, _("%(out)d of %(people)d mentees sit out in each turn if all come.") % values
        if sheet.expected.coming <= room:
            tone = PLAIN
            text += " " + _("If as many stay away as you expect, all have a seat.")
    yield Finding(tone, _("%(people)d mentees for %(seats)d seats") % values, text)


def _meetings(sheet: Sheet) -> Iterator[Finding]:
    found, numbers = sheet.everybody, sheet.numbers
    if not found.coming:
        return
    fewest, most = found.meetings_fewest, found.meetings_most
    if fewest == most:
        words = ngettext("Each mentee meets %(n)d mentor", "Each mentee meets %(n)d mentors", most)
        title = words % {"n": most}
    else:
        title = _("Each mentee meets %(fewest)d or %(most)d mentors") % {"fewest": fewest, "most": most}
    if numbers.turns > numbers.tables:
        text = _(
            "There are %(turns)d turns and only %(tables)d mentors, and nobody meets the same mentor twice. "
            "Fewer turns, or more tables, leave nobody without a mentor."
        )
        yield Finding(ATTENTION, title, text % {"turns": numbers.turns, "tables": numbers.tables})
    elif most < numbers.turns:
        yield Finding(PLAIN, title, _("In the other turns they sit out. No plan does better for all."))
    else:
        yield Finding(GOOD, title, _("A different one in each turn."))


def _repeats(sheet: Sheet) -> Iterator[Finding]:
    found, numbers = sheet.everybody, sheet.numbers
    tables = _tables(numbers.tables, numbers.seats)
    if not found.repeats and found.times_together <= 1:
        text = _("Nothing forces two mentees to share a table twice, and the plan keeps close to that.")
        yield Finding(GOOD, _("New faces at the table"), text)
        return
    if found.times_together > 1:
        text = _(
            "With %(tables)s nobody can avoid it: somewhere two mentees share a table %(times)d times, "
            "whatever the plan."
        ) % {"tables": tables, "times": found.times_together}
    else:
        text = ngettext(
            "With %(tables)s two mentees who met before must share a table again at least once.",
            "With %(tables)s mentees who met before must share a table again at least %(repeats)d times.",
            found.repeats,
        ) % {"tables": tables, "repeats": found.repeats}
    if sheet.better is not None:
        better = _tables(sheet.better.tables, sheet.better.seats)
        text += " " + _("With %(better)s you can avoid it; that takes as many mentors.") % {"better": better}
    yield Finding(ATTENTION, _("The same faces again"), text)


def _no_shows(sheet: Sheet) -> Iterator[Finding]:
    found, numbers = sheet.expected, sheet.numbers
    away = found.signed_up - found.coming
    title = ngettext("About %(n)d will not come", "About %(n)d will not come", away) % {"n": away}
    text = _("At %(percent)d %% of those who say that they come.") % {"percent": numbers.no_show_percent}
    if found.to_accept > numbers.mentees:
        text += " " + _("You can let %(accept)d in and still expect a seat for everybody.") % {
            "accept": found.to_accept
        }
    text += " " + _("15 to 20 % is common; where it costs nothing, reckon with 30.")
    yield Finding(PLAIN, title, text)


def _spare(sheet: Sheet) -> Iterator[Finding]:
    spare = sheet.expected.spare_mentors
    if spare:
        title = ngettext("Ask %(n)d spare mentor", "Ask %(n)d spare mentors", spare) % {"n": spare}
        text = _(
            "Mentors stay away about half as often as mentees. With so many in reserve every table has its "
            "mentor at nine of ten such events."
        )
        yield Finding(PLAIN, title, text)


def _stride(sheet: Sheet) -> Iterator[Finding]:
    if sheet.everybody.stride:
        text = _(
            "Number the seats of each table from 1. At each bell, whoever has seat 1 moves one table on, "
            "seat 2 moves two tables on, and so forth. Nobody meets anybody twice."
        )
        yield Finding(GOOD, _("It would even work without a computer"), text)


def _tables(tables: int, seats: int) -> str:
    one, many = _("%(tables)d table of %(seats)d"), _("%(tables)d tables of %(seats)d")
    return (one if tables == 1 else many) % {"tables": tables, "seats": seats}
