"""Short names in addresses, and keys of questions: made from a name, never used twice."""

from collections.abc import Collection

from django.utils.text import slugify

RESERVED = frozenset({"new", "edit", "team", "new-round"})  # pages that stand beside the things they name
LONGEST = 50


def free_slug(name: str, taken: Collection[str], otherwise: str) -> str:
    """A slug of `name`, not taken nor reserved; of `otherwise` where the name has no Latin letter."""
    base = slugify(name)[:LONGEST].strip("-") or otherwise
    slug, number = base, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{base[: LONGEST - 5]}-{number}"
    return slug
