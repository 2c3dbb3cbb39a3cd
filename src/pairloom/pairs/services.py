"""Opening and closing pairs, and keeping who met whom at an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pairloom.core import audit
from pairloom.core.errors import RefusedError
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Encounter, Pair
from pairloom.people.models import Person
from pairloom.programmes.models import Round

_AT_ONCE = 1000  # rows a statement


def open_pair(
    *,
    round: Round | None,
    mentor: Person,
    mentee: Person,
    affinity: float | None = None,
    reasons: Sequence[str] = (),
) -> Pair:
    """Bring two people together, in a round or without one. The same two twice in a round are one pair.

    Without a round a pair that was closed is opened again.
    """
    if mentor.pk == mentee.pk:
        raise RefusedError("Nobody can mentor themselves.")
    pair, is_new = Pair.objects.get_or_create(
        round=round,
        mentor=mentor,
        mentee=mentee,
        defaults={"affinity": affinity, "reasons": list(reasons)},
    )
    if not is_new and round is None and pair.state == PairState.CLOSED:
        pair.state = PairState.ACTIVE
        pair.save(update_fields=["state"])
    return pair


def close_pair(*, pair: Pair, by: Person | None) -> Pair:
    """End a pair. Closing it again changes nothing."""
    if pair.state != PairState.CLOSED:
        pair.state = PairState.CLOSED
        pair.save(update_fields=["state"])
        audit.record("closed the pair", pair, by=by)
    return pair


@transaction.atomic
def record_encounters(*, source: str, at: datetime, met: Iterable[tuple[int, int]]) -> None:
    """Let exactly these (mentee, mentor) be the encounters of `source`, such as event:5.

    Doing it again changes nothing. A fixed number of statements for each thousand encounters.
    """
    wanted = set(met)
    rows = Encounter.objects.filter(source=source).values_list("pk", "mentee", "mentor")
    kept = {(mentee, mentor): pk for pk, mentee, mentor in rows}
    gone = [pk for pair, pk in kept.items() if pair not in wanted]
    for start in range(0, len(gone), _AT_ONCE):
        Encounter.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    Encounter.objects.bulk_create(
        (
            Encounter(source=source, at=at, mentee_id=mentee, mentor_id=mentor)
            for mentee, mentor in sorted(wanted - kept.keys())
        ),
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )


def correct_encounter(*, source: str, at: datetime, mentee: int, mentor: int, met: bool) -> None:
    """Let two people have met there, or not."""
    if met:
        Encounter.objects.get_or_create(
            source=source, mentee_id=mentee, mentor_id=mentor, defaults={"at": at}
        )
    else:
        Encounter.objects.filter(source=source, mentee=mentee, mentor=mentor).delete()


def forget_encounters(*, person: Person) -> None:
    """Forget whom a person met."""
    Encounter.objects.filter(Q(mentee=person) | Q(mentor=person)).delete()
