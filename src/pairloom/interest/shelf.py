"""Where sealed lists lie: rows opened to values, and values put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from pairloom.core import clock
from pairloom.core.errors import RefusedError
from pairloom.interest.keys import Keyring, keyring
from pairloom.interest.models import SealedList
from pairloom.interest.private_list import PrivateList
from pairloom.interest.sealing import seal, unseal

AT_ONCE = 200  # rows: some tenths of a second


def read(person: int) -> PrivateList:
    """The list of one person; an empty one where they have none."""
    row = SealedList.objects.filter(pk=person).first()
    return opened(row, keyring()) if row else PrivateList()


def read_many(people: Iterable[int] | None = None) -> Iterator[tuple[int, PrivateList]]:
    """The lists of these people, or of all, one after another; locks nothing."""
    for some in _batches(people):
        keys = keyring()
        for row in SealedList.objects.filter(pk__in=some).order_by("pk"):
            yield row.pk, opened(row, keys)


def change(person: int, how: Callable[[PrivateList], PrivateList]) -> PrivateList:
    """Open a list, change it and seal it anew, also where nothing changed or `how` refuses."""
    refusal: RefusedError | None = None
    with transaction.atomic():
        open_for([person])
        row = SealedList.objects.select_for_update().get(pk=person)
        keys = keyring()
        made = opened(row, keys)
        try:
            made = how(made)
        except RefusedError as error:
            refusal = error
        row.sealed = sealed(made, person, keys)
        row.save(update_fields=["sealed"])
    if refusal:
        raise refusal
    return made


def rewrite(
    how: Callable[[int, PrivateList], PrivateList],
    people: Iterable[int] | None = None,
    *,
    at_once: int = AT_ONCE,
) -> int:
    """Change the lists of these people, or of all, and seal each anew, whether or not anything changed.

    Returns how many. Each batch is a transaction of its own, so that marks wait for a moment only; what was
    not reached when it breaks off is as it was. The keys are read under the lock of the rows: a key that was
    made meanwhile is used.
    """
    count = 0
    for some in _batches(people, at_once):
        with transaction.atomic():
            rows = list(SealedList.objects.select_for_update().filter(pk__in=some).order_by("pk"))
            keys = keyring()
            for row in rows:
                row.sealed = sealed(how(row.pk, opened(row, keys)), row.pk, keys)
            # All rows are there, and locked: each is updated, none made, in less time than by `bulk_update`.
            SealedList.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["person"], update_fields=["sealed"]
            )
        count += len(rows)
    return count


def lock(people: Iterable[int]) -> None:
    """Let nobody else write these lists until the transaction ends; always in the same order."""
    list(SealedList.objects.select_for_update().filter(pk__in=list(people)).order_by("pk").values_list("pk"))


def open_for(people: Iterable[int]) -> None:
    """Give everybody who has none a list with nothing in it."""
    keys = keyring()
    wanted = set(people)
    wanted -= set(SealedList.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    SealedList.objects.bulk_create(
        (
            SealedList(person_id=person, sealed=sealed(PrivateList(), person, keys))
            for person in sorted(wanted)
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


def opened(row: SealedList, keys: Keyring) -> PrivateList:
    return PrivateList.from_bytes(unseal(bytes(row.sealed), person=row.pk, keys=keys))


def sealed(made: PrivateList, person: int, keys: Keyring) -> bytes:
    return seal(made.to_bytes(), person=person, keys=keys)


def today() -> date:
    """The installation's date: lists know days only."""
    return clock.now().astimezone(timezone.get_default_timezone()).date()


def _batches(people: Iterable[int] | None, at_once: int = AT_ONCE) -> Iterator[list[int]]:
    """The keys of these people, or of all who have a list, some at a time."""
    if people is None:
        people = SealedList.objects.values_list("pk", flat=True)
    wanted = sorted(people)
    for start in range(0, len(wanted), at_once):
        yield wanted[start : start + at_once]
