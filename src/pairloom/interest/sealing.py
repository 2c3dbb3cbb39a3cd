"""Texts made unreadable and of one length: AES-256-GCM-SIV (RFC 8452) under a key for each person.

A sealed text is 12 random bytes, then the encrypted text with its tag of 16 bytes. Before it is encrypted,
its length is written in front of it and zeros behind it, so that every sealed text has `SEALED_BYTES`.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from pairloom.interest.errors import UnreadableError
from pairloom.interest.keys import Keyring

SEALED_BYTES = 8192
NONCE_BYTES, TAG_BYTES, LENGTH_BYTES = 12, 16, 4
ROOM = SEALED_BYTES - NONCE_BYTES - TAG_BYTES - LENGTH_BYTES  # bytes of text


def seal(text: bytes, *, person: int, keys: Keyring) -> bytes:
    """Seal the text of a person's list under the newest key. Raises ValueError beyond `ROOM` bytes."""
    if len(text) > ROOM:
        raise ValueError(f"a private list holds {ROOM} bytes, not {len(text)}")
    padded = (len(text).to_bytes(LENGTH_BYTES, "big") + text).ljust(LENGTH_BYTES + ROOM, b"\0")
    nonce = os.urandom(NONCE_BYTES)
    newest = keys.for_person(person)[0]
    return nonce + AESGCMSIV(newest).encrypt(nonce, padded, _bound_to(person))


def unseal(sealed: bytes, *, person: int, keys: Keyring) -> bytes:
    """The text again. Raises UnreadableError unless one of the keys sealed it for this very person."""
    nonce, encrypted = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    for key in keys.for_person(person):
        try:
            padded = AESGCMSIV(key).decrypt(nonce, encrypted, _bound_to(person))
        except InvalidTag:
            continue
        length = int.from_bytes(padded[:LENGTH_BYTES], "big")
        return padded[LENGTH_BYTES : LENGTH_BYTES + length]
    raise UnreadableError("A private list cannot be opened with the keys of this installation.")


def _bound_to(person: int) -> bytes:
    """Associated data: a sealed text put into somebody else's row does not open."""
    return b"pairloom interest list v1 person:%d" % person
