"""A new key, while the old one is still needed, and when it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pairloom.interest.errors import UnreadableError
from pairloom.interest.models import SealedList
from pairloom.interest.queries import marks_of
from pairloom.interest.services import reseal_all
from pairloom.people.models import Person
from tests.support.interest import a_member, learns_from, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_file(settings, tmp_path: Path) -> Iterator[Path]:
    settings.DATA, settings.INTEREST_KEY_FILE = tmp_path, tmp_path / "interest-key"
    return settings.INTEREST_KEY_FILE


@pytest.fixture
def noor(key_file: Path) -> Person:
    noor = a_member("Noor")
    learns_from(noor, a_member("Asha"))
    return noor


def test_every_list_is_sealed_under_the_new_key_and_opens(noor: Person, key_file: Path) -> None:
    before = sealed(noor), key_file.read_text()
    assert reseal_all() == 2
    assert key_file.read_text().split()[1:] == before[1].split()
    assert key_file.stat().st_mode & 0o077 == 0
    assert sealed(noor) != before[0]
    key_file.write_text(key_file.read_text().split()[0])
    assert len(marks_of(noor)) == 1


def test_a_copy_from_before_opens_no_more_once_the_old_key_is_forgotten(noor: Person) -> None:
    copy = sealed(noor)
    reseal_all(forget=True)
    assert len(marks_of(noor)) == 1
    SealedList.objects.filter(person=noor).update(sealed=copy)
    with pytest.raises(UnreadableError):
        marks_of(noor)


def test_a_list_that_opens_with_no_key_stops_the_rotation_and_no_key_is_lost(
    noor: Person, key_file: Path
) -> None:
    old = key_file.read_text().strip()
    SealedList.objects.filter(person=noor).update(sealed=b"x" * 8192)
    with pytest.raises(UnreadableError):
        reseal_all(forget=True)
    assert old in key_file.read_text()


def test_a_rotation_that_broke_off_leaves_every_list_readable_and_is_completed_by_the_next(
    noor: Person, key_file: Path
) -> None:
    asha = Person.objects.get(name="Asha")
    learns_from(asha, noor)
    whole = sealed(asha)
    SealedList.objects.filter(person=asha).update(sealed=b"x" * 8192)
    with pytest.raises(UnreadableError):
        reseal_all()
    SealedList.objects.filter(person=asha).update(sealed=whole)
    assert len(key_file.read_text().split()) == 2
    assert [len(marks_of(person)) for person in (noor, asha)] == [1, 1]
    reseal_all(forget=True)
    assert len(key_file.read_text().split()) == 1
    assert [len(marks_of(person)) for person in (noor, asha)] == [1, 1]
