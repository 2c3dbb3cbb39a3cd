"""Where sealed lists lie: rows opened to values, and values put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from pairloom.core import clock
from pairloom.interest.keys import Keyring, keyring
from pairloom.interest.models import SealedList
from pairloom.interest.private_list import PrivateList
from pairloom.interest.sealing import seal, unseal

AT_ONCE = 500  # rows


def read(person: int) -> PrivateList:
    """The list of one person; an empty one where they have none."""
    row = SealedList.objects.filter(pk=person).first()
    return opened(row, keyring()) if row else PrivateList()


def read_many(people: Iterable[int] | None = None) -> Iterator[tuple[int, PrivateList]]:
    """The lists of these people, or of all, one after another."""
    rows = SealedList.objects.order_by("pk")
    if people is not None:
        rows = rows.filter(pk__in=list(people))
    keys = keyring()
    for row in rows.iterator(AT_ONCE):
        yield row.pk, opened(row, keys)


def change(person: int, how: Callable[[PrivateList], PrivateList]) -> PrivateList:
    """Open a list, change it and seal it anew: a row is rewritten whether or not anything changed."""
    with transaction.atomic():
        open_for([person])
        row = SealedList.objects.select_for_update().get(pk=person)
        keys = keyring()
        made = how(opened(row, keys))
        row.sealed = sealed(made, person, keys)
        row.save(update_fields=["sealed"])
    return made


def rewrite_all(how: Callable[[int, PrivateList], PrivateList], *, at_once: int = 100) -> int:
    """Change every list and seal it anew, whether or not anything changed; how many. Needs `lock`."""
    keys = keyring()
    people = list(SealedList.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(people), at_once):
        rows = list(SealedList.objects.filter(pk__in=people[start : start + at_once]))
        for row in rows:
            row.sealed = sealed(how(row.pk, opened(row, keys)), row.pk, keys)
        SealedList.objects.bulk_update(rows, ["sealed"])
    return len(people)


def lock(people: Iterable[int] | None = None) -> None:
    """Let nobody else write these lists, or any, until the transaction ends; always in the same order."""
    rows = SealedList.objects.select_for_update().order_by("pk")
    if people is not None:
        rows = rows.filter(pk__in=list(people))
    for _ in rows.values_list("pk", flat=True).iterator(AT_ONCE):
        pass


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
