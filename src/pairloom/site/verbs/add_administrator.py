import sys
from typing import Annotated

import typer

from pairloom.site.wake import wake


def add_administrator(email: Annotated[str, typer.Argument(help="Address to sign in with.")]) -> None:
    """Let a person create programmes and look after the installation."""
    wake("production")
    from django.core.exceptions import ValidationError  # late: --help needs no Django
    from django.core.validators import validate_email

    from pairloom.people.services import make_administrator  # late: needs settings

    try:
        validate_email(email)
    except ValidationError:
        print(f"'{email}' is not an e-mail address.", file=sys.stderr)
        raise typer.Exit(2) from None
    make_administrator(email=email)
    print(f"{email} is an administrator now. Sign in with that address; a code will be sent to it.")
