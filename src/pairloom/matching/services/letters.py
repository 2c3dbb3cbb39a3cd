"""Drafting the letters of a published proposal, each once."""

from __future__ import annotations

from collections.abc import Iterable

from pairloom.core.audit import reference
from pairloom.matching.letters.introduction import introduction
from pairloom.matching.letters.kinds import INTRODUCTION, NO_MENTEE, NO_MENTOR
from pairloom.matching.letters.left_over import no_mentee, no_mentor
from pairloom.matching.letters.room import LetterRoom
from pairloom.matching.report import Report
from pairloom.messages.models import Message
from pairloom.messages.services import draft
from pairloom.pairs.models import Pair
from pairloom.programmes.models import Application, Round


def draft_letters(*, round: Round, pairs: Iterable[Pair], report: Report) -> int:
    """An introduction for each pair, a letter to everybody without; how many drafts that makes."""
    room = LetterRoom(round)
    drafted = [_introduce(pair, room) for pair in pairs]
    for left in report.unmatched:
        if application := room.applications.get(left.person):
            context = no_mentor(left, application.person, report, room)
            drafted.append(_tell(room, NO_MENTOR.key, application, context))
    for unused in report.unused:
        application = room.applications.get(unused.person)
        if application and unused.kind != "paused":
            drafted.append(
                _tell(room, NO_MENTEE.key, application, no_mentee(unused, application.person, room))
            )
    return len(drafted)


def draft_introductions(*, round: Round, pairs: Iterable[Pair]) -> None:
    """An introduction for each of these pairs, which came about outside a proposal."""
    room = LetterRoom(round)
    for pair in pairs:
        _introduce(pair, room)


def _introduce(pair: Pair, room: LetterRoom) -> Message:
    assert pair.mentee is not None
    assert pair.mentor is not None
    return draft(
        scope=reference(room.round.programme),
        key=INTRODUCTION.key,
        about=reference(pair),
        batch=reference(room.round),
        to=[pair.mentee, pair.mentor],
        context=introduction(pair, room),
    )


def _tell(room: LetterRoom, key: str, application: Application, context: dict[str, str]) -> Message:
    """One letter about one's application."""
    return draft(
        scope=reference(room.round.programme),
        key=key,
        about=reference(application),
        batch=reference(room.round),
        to=[application.person],
        context=context,
    )
