from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Draft: may be edited. Ready: released, waits for the worker. The rest follows from the deliveries."""

    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class DeliveryState(TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SUPPRESSED = "suppressed", _("not sent, on the recipient's wish")
