"""A new key for everybody."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from pairloom.interest import shelf
from pairloom.interest.keys import keyring, new_key, write_file


def reseal_all(*, forget: bool = False) -> int:
    """Put a new key in front of those in the file, and seal every list under it. Returns how many.

    Whoever runs meanwhile reads the file anew for each list, so nothing need be stopped. Broken off half-way,
    both keys stay in the file and every list opens; doing it again seals all. `forget` then drops the earlier
    keys, so that no copy of the database from before can be opened any more, by anybody.
    """
    keyring()  # makes the file, where there is none yet
    file: Path = settings.INTEREST_KEY_FILE
    fresh = new_key()
    write_file(file, [fresh, *file.read_text(encoding="ascii").split()])
    count = shelf.rewrite(lambda person, theirs: theirs)
    if forget:
        write_file(file, [fresh])
    return count
