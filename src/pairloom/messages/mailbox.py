"""The local mailbox: a Maildir in the data folder, where mails arrive while no mail server is set."""

import mailbox
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


def local_mailbox() -> mailbox.Maildir:
    settings.LOCAL_MAILBOX.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(settings.LOCAL_MAILBOX)


class MailboxBackend(BaseEmailBackend):
    """Delivers every mail into the local mailbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        box = local_mailbox()
        for message in email_messages:
            box.add(message.message().as_bytes())
        return len(email_messages)
