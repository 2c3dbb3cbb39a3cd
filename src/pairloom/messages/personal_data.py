"""What the outbox and the local mailbox know about a person: to hand over, and to forget."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from pairloom.core import clock
from pairloom.messages import mailbox, scopes
from pairloom.messages.enums import DeliveryState, MessageState
from pairloom.messages.models import Delivery, Message
from pairloom.messages.sending import settle
from pairloom.people.addresses import addresses_of
from pairloom.people.models import Person

SHORTEST_NAME = 3  # shorter ones stand in too many other words
NOT_SENT = (MessageState.DRAFT, MessageState.READY, MessageState.FAILED)


def export(person: Person) -> list[dict[str, Any]]:
    """Every message to this person that was sent or tried."""
    deliveries = Delivery.objects.filter(person=person).exclude(message__state=MessageState.DRAFT)
    return [
        {
            "about": scopes.title(delivery.message.scope),
            "subject": delivery.message.subject,
            "text": delivery.message.body,
            "calendar": delivery.message.calendar,
            "address": delivery.address,
            "state": delivery.state,
            "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else "",
        }
        for delivery in deliveries.select_related("message").order_by("pk")
    ]


def erase(person: Person) -> None:
    """Empty every message to this person or naming them; unsent ones are put aside, counts stay."""
    words = [word for word in (*addresses_of(person), person.name) if len(word) >= SHORTEST_NAME]
    theirs = Q(person=person)
    named = Q(deliveries__person=person)
    for address in addresses_of(person):
        theirs |= Q(address__iexact=address)
        named |= Q(deliveries__address__iexact=address)
    for word in words:
        named |= Q(subject__icontains=word) | Q(body__icontains=word) | Q(calendar__icontains=word)
    pks = list(Message.objects.filter(named).distinct().values_list("pk", flat=True))
    deliveries = Delivery.objects.filter(message__in=pks)
    deliveries.filter(state=DeliveryState.WAITING).update(state=DeliveryState.SUPPRESSED)
    deliveries.update(error="")
    Delivery.objects.filter(theirs).update(person=None, name="", address="")
    messages = Message.objects.filter(pk__in=pks)
    messages.filter(state__in=NOT_SENT).update(state=MessageState.DISCARDED)
    messages.update(
        subject=_("Erased"),
        body=_("This text was erased with a person whom it named.") + "\n",
        calendar="",
        calendar_method="",
        changed_at=clock.now(),
    )
    for message in messages.filter(state=MessageState.SENDING):
        settle(message.pk)
    mailbox.forget(*words)
