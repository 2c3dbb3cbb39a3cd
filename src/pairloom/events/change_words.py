"""What was done to a seating plan, in plain sentences that follow the name of who did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.events.changes import (
    Apart,
    Ban,
    ByHand,
    Change,
    LetGo,
    MeetAgain,
    Pin,
    PlanAgain,
    Release,
    Replan,
    Reseat,
    Retable,
    Together,
)
from pairloom.events.seating_words import Names


def change_words(change: Change, names: Names) -> str:
    """What was done, to follow the name of who did it."""
    return _CHANGES[change.KIND](change, names)


def _plan_again(change: Any, names: Names) -> str:
    return _("planned from the beginning") if change.afresh else _("made a plan")


def _replan(change: Any, names: Names) -> str:
    return ngettext(
        "re-planned without %(count)s person who did not come",
        "re-planned without %(count)s people who did not come",
        len(change.absent),
    ) % {"count": len(change.absent)}


def _pin(change: Any, names: Names) -> str:
    people = {"mentee": names[change.mentee], "mentor": names[change.mentor], "turn": change.turn}
    if change.turn:
        return _("pinned %(mentee)s with %(mentor)s in turn %(turn)s") % people
    return _("pinned %(mentee)s with %(mentor)s") % people


def _two(sentence: Callable[[], str]) -> Callable[[Any, Names], str]:
    def told(change: Any, names: Names) -> str:
        one, other = change.people
        return sentence() % {"one": names[one], "other": names[other]}

    return told


def _meet_again(change: Any, names: Names) -> str:
    if change.again:
        return _("allowed people who know each other to be seated together")
    return _("kept people who know each other at different tables")


def _let_go(change: Any, names: Names) -> str:
    people = {"one": names[change.person], "turn": change.turn}
    if change.turn:
        return _("left it open again where %(one)s goes in turn %(turn)s") % people
    return _("left it open again at which table %(one)s sits") % people


def question(change: ByHand, names: Names) -> str:
    """The same as a question, before it is done."""
    _told, asked = _BY_HAND[_is_swap(change), _lasts(change)]
    return asked() % _moved(change, names)


def _by_hand(change: Any, names: Names) -> str:
    told, _asked = _BY_HAND[_is_swap(change), _lasts(change)]
    return told() % _moved(change, names)


def _is_swap(change: ByHand) -> bool:
    return len(change.moves if isinstance(change, Retable) else change.cells) == 2


def _lasts(change: ByHand) -> bool:
    return isinstance(change, Retable) and change.lasts


def _moved(change: ByHand, names: Names) -> dict[str, Any]:
    """Who was moved, and with whom or where to."""
    if isinstance(change, Retable):
        one, *others = (names[move.person] for move in change.moves)
        target = names.table(change.moves[0].after)
    else:
        one, *others = (names[cell.mentee] for cell in change.cells)
        target = names[change.cells[0].after]
    return {"one": one, "other": others[0] if others else target, "turn": change.turn}


Sentence = Callable[[], str]
_BY_HAND: dict[tuple[bool, bool], tuple[Sentence, Sentence]] = {  # by whether two swap, and whether it lasts
    (True, False): (
        lambda: _("swapped %(one)s and %(other)s in turn %(turn)s"),
        lambda: _("Swap %(one)s and %(other)s in turn %(turn)s?"),
    ),
    (False, False): (
        lambda: _("moved %(one)s to %(other)s in turn %(turn)s"),
        lambda: _("Move %(one)s to %(other)s in turn %(turn)s?"),
    ),
    (True, True): (
        lambda: _("swapped the tables of %(one)s and %(other)s from turn %(turn)s on"),
        lambda: _("Swap the tables of %(one)s and %(other)s from turn %(turn)s on?"),
    ),
    (False, True): (
        lambda: _("moved %(one)s to %(other)s from turn %(turn)s on"),
        lambda: _("Move %(one)s to %(other)s from turn %(turn)s on?"),
    ),
}
_CHANGES: dict[str, Callable[[Any, Names], str]] = {
    PlanAgain.KIND: _plan_again,
    Replan.KIND: _replan,
    Pin.KIND: _pin,
    Ban.KIND: _two(lambda: _("kept %(one)s and %(other)s from meeting")),
    Release.KIND: _two(lambda: _("left it open again whether %(one)s and %(other)s meet")),
    Apart.KIND: _two(lambda: _("kept %(one)s and %(other)s at different tables")),
    Together.KIND: _two(lambda: _("let %(one)s and %(other)s share tables again")),
    MeetAgain.KIND: _meet_again,
    LetGo.KIND: _let_go,
    Reseat.KIND: _by_hand,
    Retable.KIND: _by_hand,
}
