"""Making a proposal real, once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import RefusedError
from pairloom.matching.enums import RunState
from pairloom.matching.models import Matching, MatchRun, ProposedPair
from pairloom.matching.report import Report
from pairloom.matching.services.letters import draft_letters
from pairloom.matching.services.runs import locked_matching, refuse_if_stale
from pairloom.pairs.models import Pair
from pairloom.pairs.services import open_pair
from pairloom.people.models import Person
from pairloom.programmes.models import Round


@dataclass(frozen=True)
class Published:
    """What publishing led to; `is_new` is false where it had happened before."""

    run: MatchRun
    pairs: list[Pair]
    letters: int
    is_new: bool


def publish_proposal(*, round: Round, made_on: int, by: Person | None) -> Published:
    """Make the pairs of the current proposal real and draft their letters: once, however often it is asked.

    Raises StaleError if another proposal is current, RefusedError if it cannot be published.
    """
    with transaction.atomic():
        matching = locked_matching(round)
        asked = MatchRun.objects.filter(round=round, number=made_on, published_at__isnull=False).first()
        if asked is not None:
            return Published(asked, [], 0, is_new=False)
        refuse_if_stale(matching, made_on)
        run = _publishable(matching)
        pairs = [_opened(round, proposed) for proposed in _proposed(run)]
        run.published_at = matching.published_at = clock.now()
        run.save(update_fields=["published_at"])
        matching.published = run
        matching.save(update_fields=["published", "published_at"])
        letters = draft_letters(round=round, pairs=pairs, report=Report.from_json(run.report))
        audit.record(
            "published the proposal", round, by=by, run=run.number, pairs=len(pairs), letters=letters
        )
    return Published(run, pairs, letters, is_new=True)


def _publishable(matching: Matching) -> MatchRun:
    run = matching.current
    if run is None or run.state != RunState.SOLVED:
        raise RefusedError(_("There is no finished proposal to publish."))
    if matching.published is not None and run.number < matching.published.number:
        raise RefusedError(
            _("Pairs were published since this proposal was made, and it does not know of them. Run again.")
        )
    gone = run.pairs.exclude(mentor__erased_at=None, mentee__erased_at=None).exists()
    if gone:
        raise RefusedError(_("Somebody in this proposal has left. Run again."))
    return run


def _proposed(run: MatchRun) -> list[ProposedPair]:
    return list(run.pairs.select_related("mentor", "mentee").order_by("mentee__name", "id"))


def _opened(round: Round, proposed: ProposedPair) -> Pair:
    return open_pair(
        round=round,
        mentor=proposed.mentor,
        mentee=proposed.mentee,
        affinity=proposed.score,
        reasons=proposed.reasons[:1],
    )
