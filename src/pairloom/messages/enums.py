from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Draft: may be edited. Ready: released, may be taken back. The rest follows from the deliveries."""

    DRAFT = "draft", _("draft")
    READY = "ready", _("about to be sent")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SUPPRESSED = "suppressed", _("not sent, as asked")
    DISCARDED = "discarded", _("discarded")


class DeliveryState(TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SUPPRESSED = "suppressed", _("not sent, as asked")


OPEN = frozenset({DeliveryState.WAITING, DeliveryState.SENDING})
