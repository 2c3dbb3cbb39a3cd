"""Opening and closing pairs."""

from __future__ import annotations

from collections.abc import Sequence

from pairloom.core import audit
from pairloom.core.errors import RefusedError
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.models import Round


def open_pair(
    *, round: Round, mentor: Person, mentee: Person, affinity: float, reasons: Sequence[str]
) -> Pair:
    """Bring two people together in a round. The same two twice in a round are one pair."""
    if mentor.pk == mentee.pk:
        raise RefusedError("Nobody can mentor themselves.")
    pair, _ = Pair.objects.get_or_create(
        round=round,
        mentor=mentor,
        mentee=mentee,
        defaults={"affinity": affinity, "reasons": list(reasons)},
    )
    return pair


def close_pair(*, pair: Pair, by: Person | None) -> Pair:
    """End a pair. Closing it again changes nothing."""
    if pair.state != PairState.CLOSED:
        pair.state = PairState.CLOSED
        pair.save(update_fields=["state"])
        audit.record("closed the pair", pair, by=by)
    return pair
