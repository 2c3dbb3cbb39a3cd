"""The letter that says that a sign-up has arrived."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pairloom.core.addresses import full_address
from pairloom.core.audit import reference
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.enums import MessageState
from pairloom.messages.markdown import Markdown, bullets, link
from pairloom.messages.services import draft, release
from pairloom.programmes.models import Application
from pairloom.programmes.outlook import outlook
from pairloom.programmes.queries import sign_up_phase

SIGN_UP_RECEIVED = MessageKind(
    key="sign-up-received",
    name=gettext_lazy("Confirmation of a sign-up"),
    scope_kind="programme",
    subject=gettext_lazy("Your sign-up for {{ programme }}, {{ round }}"),
    body=gettext_lazy(
        """Dear {{ name }},

thank you, your sign-up for {{ programme }}, {{ round }}, has arrived. You take part {{ part }}.

### What happens next

{{ next }}

You can change everything, or withdraw, until {{ deadline }}: {{ page }}

{{ programme }}
"""
    ),
    placeholders={
        "name": gettext_lazy("name of the person"),
        "programme": gettext_lazy("name of the programme"),
        "round": gettext_lazy("name of the round"),
        "part": gettext_lazy("on which side they take part, and with how many"),
        "next": gettext_lazy("what happens next, and when"),
        "deadline": gettext_lazy("the last minute of sign-up, in their time zone"),
        "page": gettext_lazy("address of their sign-up"),
    },
    sample={
        "name": "Noor Haddad",
        "programme": "Cloud mentoring",
        "round": "Spring 2027",
        "part": "as a mentee who would like one mentor",
        "next": bullets(["From 15 March to 21 March the organisers bring together who fits."]),
        "deadline": "Sunday, 14 March 2027, 23:59 (Europe/Berlin)",
        "page": Markdown("<https://mentoring.example.org/programmes/cloud-mentoring/spring-2027/apply/>"),
    },
)


def send_confirmation(application: Application) -> None:
    """Send it once for each application, however often somebody comes back."""
    round, person = application.round, application.person
    message = draft(
        scope=reference(round.programme),
        key=SIGN_UP_RECEIVED.key,
        about=reference(application),
        batch=_("%s: sign-ups") % round,
        to=[person],
        context={
            "name": str(person),
            "programme": round.programme.name,
            "round": round.name,
            "part": _part(application),
            "next": bullets(outlook(application)),
            "deadline": _deadline(application),
            "page": link(full_address("programmes:apply", round.programme.slug, round.slug)),
        },
    )
    if message.state == MessageState.DRAFT:
        release(message=message, by=person)


def _part(application: Application) -> str:
    sides = []
    if application.wants is not None:
        words = ngettext(
            "as a mentee who would like one mentor",
            "as a mentee who would like %(count)d mentors",
            application.wants,
        )
        sides.append(words % {"count": application.wants})
    if application.is_pausing:
        sides.append(_("as a mentor who pauses this time"))
    elif application.capacity is not None:
        words = ngettext(
            "as a mentor who takes one mentee",
            "as a mentor who takes up to %(count)d mentees",
            application.capacity,
        )
        sides.append(words % {"count": application.capacity})
    return _(" and ").join(sides)


def _deadline(application: Application) -> str:
    sign_up = sign_up_phase(application.round)
    if sign_up is None:
        return _("the matching begins")
    zone = application.person.zone
    moment = sign_up.last_minute.astimezone(zone)
    return f"{date_format(moment, 'l, j F Y, H:i')} ({zone.key.replace('_', ' ')})"
