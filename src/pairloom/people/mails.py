"""Mails that people get about their own account."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from pairloom.core.addresses import full_address
from pairloom.core.jobs import job
from pairloom.people.models import Person


@job(name="people.erasure_notice")
def send_erasure_notice(*, person: int) -> None:
    """Tell somebody that their data are about to go, and how to keep them; nothing if they took it back."""
    reader = Person.objects.filter(pk=person, erase_after__isnull=False).first()
    if reader is None:
        return
    context = {
        "person": reader,
        "community": settings.COMMUNITY,
        "address": settings.SITE_ADDRESS,
        "link": full_address("people:data"),
    }
    subject = render_to_string("people/email/erasure_subject.txt", context).strip()
    body = render_to_string("people/email/erasure_message.txt", context).strip()
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [reader.email])
    except (SMTPException, OSError) as error:
        # What the mail server says may name the address, and a failed job keeps what it raised.
        raise ConnectionError(f"the mail server refused: {type(error).__name__}") from None
