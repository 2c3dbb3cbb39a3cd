"""One's own list, as the database keeps it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pairloom.core.errors import InvalidError, RefusedError
from pairloom.core.models import AuditEntry
from pairloom.interest.enums import Kind
from pairloom.interest.errors import UnreadableError
from pairloom.interest.models import SealedList
from pairloom.interest.queries import marks_of, mutual, mutual_of
from pairloom.interest.sealing import SEALED_BYTES
from pairloom.interest.services import (
    block,
    look_through,
    mark,
    open_lists,
    unblock,
    withdraw,
)
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db
HERE = "community"


def sealed(person) -> bytes:
    return bytes(SealedList.objects.get(person=person).sealed)


def test_a_mark_is_on_its_owners_list_only() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE, topic=" Rust  macros ")
    assert [(each.about, each.kind, each.topic) for each in marks_of(noor)] == [
        (asha.pk, Kind.LEARN, "Rust macros")
    ]
    assert marks_of(asha) == []
    assert marks_of(noor, scope="event:5") == []


def test_a_withdrawn_mark_is_gone_from_the_list() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE)
    withdraw(by=noor, about=asha.pk, kind=Kind.LEARN, scope=HERE)
    assert marks_of(noor) == []


def test_nothing_is_mutual_before_both_were_told() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE)
    mark(by=asha, about=noor, kind=Kind.HELP, scope=HERE)
    assert mutual_of(noor) == mutual_of(asha) == mutual(HERE) == []


def test_marking_leaves_no_line_in_the_audit_log() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE)
    block(by=noor, about=asha)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("act", [mark, block])
def test_nobody_marks_or_blocks_themselves(act) -> None:
    noor = a_person("Noor")
    more = {"kind": Kind.LEARN, "scope": HERE} if act is mark else {}
    with pytest.raises(RefusedError, match="That is you"):
        act(by=noor, about=noor, **more)


def test_a_topic_that_is_too_long_names_its_field() -> None:
    with pytest.raises(InvalidError) as refused:
        mark(by=a_person(), about=a_person(), kind=Kind.LEARN, scope=HERE, topic="x" * 61)
    assert "topic" in refused.value.fields


def test_whatever_is_done_takes_the_same_queries_and_leaves_as_many_bytes() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    open_lists(people=[noor, asha])
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE)
    here = {"kind": Kind.LEARN, "scope": HERE}
    acts = [
        lambda: mark(by=noor, about=asha, **here),
        lambda: withdraw(by=noor, about=asha.pk, **here),
        lambda: withdraw(by=noor, about=asha.pk, **here),
        lambda: block(by=noor, about=asha),
        lambda: unblock(by=noor, about=asha.pk),
        lambda: look_through(by=noor),
    ]
    seen = set()
    for act in acts:
        before = sealed(noor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            act()
        after = sealed(noor)
        assert before != after
        assert len(after) == SEALED_BYTES
        seen.add(tuple(query["sql"][:20].split(' "s')[0] for query in queries.captured_queries))
    assert len(seen) == 1


def test_lists_are_opened_for_many_at_once_and_never_emptied_by_that() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE)
    open_lists(people=[noor, asha, a_person("Bo")])
    assert len(marks_of(noor)) == 1
    assert SealedList.objects.count() == 3


def test_a_list_that_was_put_into_another_row_does_not_open() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=HERE)
    SealedList.objects.create(person=asha, sealed=sealed(noor))
    with pytest.raises(UnreadableError):
        marks_of(asha)
