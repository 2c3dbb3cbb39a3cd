"""What lies in a row without the key."""

import base64
from pathlib import Path

import hypothesis
import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import strategies as st

from pairloom.interest.errors import UnreadableError
from pairloom.interest.keys import Keyring, keyring, make_file
from pairloom.interest.sealing import ROOM, SEALED_BYTES, seal, unseal

OLD, NEW = b"o" * 32, b"n" * 32
KEYS = Keyring((NEW, OLD))


@hypothesis.settings(max_examples=20)
@hypothesis.given(st.one_of(st.binary(max_size=50), st.just(b"x" * ROOM)))
def test_every_sealed_text_has_the_same_size_and_opens_again(text: bytes) -> None:
    sealed = seal(text, person=7, keys=KEYS)
    assert len(sealed) == SEALED_BYTES
    assert unseal(sealed, person=7, keys=KEYS) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert seal(b"one", person=7, keys=KEYS) != seal(b"one", person=7, keys=KEYS)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="8160 bytes"):
        seal(b"x" * (ROOM + 1), person=7, keys=KEYS)


def test_a_list_does_not_open_in_somebody_elses_row() -> None:
    sealed = seal(b"secret", person=7, keys=KEYS)
    with pytest.raises(UnreadableError):
        unseal(sealed, person=8, keys=KEYS)


@pytest.mark.parametrize("place", [0, 11, 12, 4000, SEALED_BYTES - 1])
def test_a_list_with_one_altered_bit_does_not_open(place: int) -> None:
    sealed = bytearray(seal(b"secret", person=7, keys=KEYS))
    sealed[place] ^= 1
    with pytest.raises(UnreadableError):
        unseal(bytes(sealed), person=7, keys=KEYS)


def test_an_earlier_key_still_opens_and_the_newest_seals() -> None:
    assert unseal(seal(b"a", person=7, keys=Keyring((OLD,))), person=7, keys=KEYS) == b"a"
    with pytest.raises(UnreadableError):
        unseal(seal(b"b", person=7, keys=KEYS), person=7, keys=Keyring((OLD,)))


def test_no_persons_key_is_another_persons_key() -> None:
    assert len({KEYS.for_person(person)[0] for person in range(50)}) == 50


def test_a_keyring_does_not_print_its_keys() -> None:
    assert "nnn" not in repr(KEYS)


def test_the_key_is_made_once_for_its_owner_only(settings, tmp_path: Path) -> None:
    settings.DATA, settings.INTEREST_KEY_FILE = tmp_path, tmp_path / "interest-key"
    first = keyring()
    assert keyring() == first
    assert settings.INTEREST_KEY_FILE.stat().st_mode & 0o077 == 0
    assert not make_file(settings.INTEREST_KEY_FILE)


def test_a_file_that_a_setting_names_must_be_there(settings, tmp_path: Path) -> None:
    settings.INTEREST_KEY_FILE = tmp_path / "elsewhere" / "key"
    with pytest.raises(ImproperlyConfigured, match="Put the file back"):
        keyring()


def test_the_setting_may_hold_several_keys(settings) -> None:
    settings.INTEREST_KEY = f"{base64.b64encode(NEW).decode()}, {base64.urlsafe_b64encode(OLD).decode()}"
    assert keyring() == KEYS


@pytest.mark.parametrize("given", ["short", base64.b64encode(b"x" * 31).decode(), "é" * 44, " , "])
def test_a_key_of_the_wrong_shape_is_named_but_not_shown(settings, given: str) -> None:
    settings.INTEREST_KEY = given
    with pytest.raises(ImproperlyConfigured, match="PAIRLOOM_INTEREST_KEY") as refused:
        keyring()
    assert not given.strip(" ,") or given not in str(refused.value)
