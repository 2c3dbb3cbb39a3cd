import sys
from typing import Annotated

import typer

from pairloom.site.wake import wake


def rotate_interest_key(
    forget: Annotated[
        bool, typer.Option("--forget", help="Drop all earlier keys: what was copied before opens no more.")
    ] = False,
) -> None:
    """Make a new key for private marks and seal every list under it."""
    wake("production")
    from django.conf import settings  # late: --help needs no Django

    from pairloom.interest.services import reseal_all  # late: needs settings

    if settings.INTEREST_KEY:
        print(
            "The keys stand in PAIRLOOM_INTEREST_KEY. Put a new one in front of them "
            "(`openssl rand -base64 32`), restart, wait for the next morning's news, "
            "and take the old ones away.",
            file=sys.stderr,
        )
        raise typer.Exit(2)
    count = reseal_all(forget=forget)
    print(f"{count} private lists are sealed under a new key in {settings.INTEREST_KEY_FILE}.")
    print("Earlier keys are gone." if forget else "Earlier keys stay in the file; --forget drops them.")
