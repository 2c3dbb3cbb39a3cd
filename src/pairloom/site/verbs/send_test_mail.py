import sys
from typing import Annotated

import typer

from pairloom.site.wake import wake


def send_test_mail(to: Annotated[str, typer.Argument(help="An address that you can read.")]) -> None:
    """Send one mail with the settings of this installation, and say what happened."""
    wake("production")
    from django.conf import settings  # late: --help needs no Django
    from django.core.mail import EmailMessage

    letter = EmailMessage("A test from Pairloom", "If you can read this, mail works.\n", to=[to])
    try:
        letter.send()
    except OSError as error:  # smtplib's errors are all of this kind
        print(
            f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} did not take it: {error}. "
            "Check the settings smtp_host, smtp_port, smtp_user, smtp_password and smtp_security.",
            file=sys.stderr,
        )
        raise typer.Exit(1) from None
    where = (
        "into the local mailbox"
        if settings.EMAIL_BACKEND.endswith("MailboxBackend")
        else "to the mail server"
    )
    print(f"Handed over {where}.")
