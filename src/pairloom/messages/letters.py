"""How a letter looks: one function makes it, for previews and for sending."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import format_datetime

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pairloom.core import clock
from pairloom.core.addresses import full_address
from pairloom.messages import scopes
from pairloom.messages.markdown import one_line, to_html, to_text
from pairloom.messages.models import Delivery
from pairloom.messages.suppression import stop_address

_inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Letter:
    """What a recipient sees: a subject and the same letter as plain text and as a page of HTML."""

    subject: str
    text: str
    html: str
    body: SafeString  # the HTML of the words alone, without the frame


def compose(*, scope: str, subject: str, body: str, stop: str = "") -> Letter:
    """A letter from its Markdown. `stop` is the address that stops more of its kind."""
    stop = stop or full_address("messages:preferences")
    html = to_html(body)
    context = {
        "subject": subject,
        "body": html,
        "about": scopes.title(scope),
        "community": settings.COMMUNITY,
        "language": settings.LANGUAGE_CODE,
        "stop": stop,
    }
    return Letter(
        subject=subject,
        text=_as_text(body, about=scopes.title(scope), stop=stop),
        html=_inliner.inline(render_to_string("messages/mail/letter.html", context)),
        body=html,
    )


def _as_text(body: str, *, about: str, stop: str) -> str:
    why = _("You get this because you take part in %(about)s (%(community)s).")
    why %= {"about": about, "community": settings.COMMUNITY}
    return f"{to_text(body)}\n-- \n{why}\n{_('No more such mails:')} {stop}\n"


def mail(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail of one delivery: shown to all recipients of the message, handed over for this one.

    Raises ValueError where the name or address of a recipient cannot stand in a header.
    """
    message = delivery.message
    stop = stop_address(delivery)
    letter = compose(scope=message.scope, subject=message.subject, body=message.body, stop=stop)
    recipients = [one for one in message.deliveries.all() if one.address]
    others = [header_address(one) for one in recipients if one.pk != delivery.pk]
    reply_to = others or [settings.MAIL_REPLY_TO]
    made = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[delivery.address],
        reply_to=[address for address in reply_to if address],
        headers={
            "To": ", ".join(header_address(one) for one in recipients),
            "Message-ID": delivery.mail_id,
            "Date": format_datetime(message.released_at or clock.now()),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    made.attach_alternative(letter.html, "text/html")
    if message.calendar:
        made.attach_alternative(message.calendar, f"text/calendar; method={message.calendar_method}")
    return made


def header_address(delivery: Delivery) -> str:
    """Such as `"Kim, Min-ji" <kim@example.org>`."""
    return str(Address(display_name=one_line(delivery.name), addr_spec=delivery.address))
