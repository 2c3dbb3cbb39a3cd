"""Wakes Django for a command, and turns what can go wrong at that moment into a sentence."""

import os
import sys

import django
from pydantic import ValidationError


def wake(settings: str) -> None:
    """Load Django with `pairloom.site.settings.<settings>` unless the environment names other settings.

    Exits with 2 and a sentence for each setting that cannot be read.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"pairloom.site.settings.{settings}")
    try:
        django.setup()
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"])
            print(f"Setting {name} (PAIRLOOM_{name.upper()}): {problem['msg']}.", file=sys.stderr)
        raise SystemExit(2) from None
