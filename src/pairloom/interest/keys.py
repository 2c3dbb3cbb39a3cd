"""The keys under which private lists are sealed. They lie outside the database and its back-ups.

The first key seals; the others only open what was sealed before it became the first.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
_PURPOSE = "pairloom interest list v1 person:%d"


@dataclass(frozen=True)
class Keyring:
    """The installation's keys, newest first."""

    masters: tuple[bytes, ...] = field(repr=False)

    def for_person(self, person: int) -> tuple[bytes, ...]:
        """The keys of one person's list, newest first: HKDF-SHA256 (RFC 5869) of each of ours."""
        return tuple(_derived(master, _PURPOSE % person) for master in self.masters)


def keyring() -> Keyring:
    """The keys as they are now: whoever runs notices a changed file. That in the data folder is made here.

    A file that is named by a setting is never made, for where it is absent something went wrong.
    """
    if given := settings.INTEREST_KEY:
        return Keyring(_parsed(given, "PAIRLOOM_INTEREST_KEY"))
    file: Path = settings.INTEREST_KEY_FILE
    if file.parent == settings.DATA:
        make_file(file)
    try:
        return Keyring(_parsed(file.read_text(encoding="ascii"), str(file)))
    except OSError as error:
        raise ImproperlyConfigured(
            f"The key of private marks cannot be read from {file}: {error.strerror}. "
            "Put the file back from where you keep it."
        ) from error


def new_key() -> str:
    """A key as it stands in a file: 32 random bytes in base64."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def make_file(file: Path) -> bool:
    """Make a key file that only its owner can read; False where there is one already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as opened:
        opened.write(new_key() + "\n")
    return True


def write_file(file: Path, keys: Sequence[str]) -> None:
    """Replace the keys of a file in one step, so that nobody ever reads half of them."""
    beside = file.with_name(file.name + ".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write("\n".join(keys) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)


def _parsed(text: str, place: str) -> tuple[bytes, ...]:
    keys = tuple(_key(word, place) for word in text.replace(",", " ").split())
    if not keys:
        raise ImproperlyConfigured(f"{place} holds no key. A key is what `openssl rand -base64 32` prints.")
    return keys


def _key(word: str, place: str) -> bytes:
    try:
        key = base64.b64decode(word.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(
            f"{place} holds a word that is not 32 bytes in base64. "
            "A key is what `openssl rand -base64 32` prints."
        )
    return key


def _derived(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(master)
