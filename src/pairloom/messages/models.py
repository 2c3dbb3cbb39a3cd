from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pairloom.core.models import TimeStamped
from pairloom.messages.enums import DeliveryState, MessageState


class Template(TimeStamped):
    """A scope's own wording of a message; without a row, or while it is off, the built-in one is used."""

    scope = models.CharField(max_length=60, help_text="such as programme:3")
    key = models.CharField(max_length=60, help_text="such as introduction")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    is_on = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_wording_a_scope")]

    def __str__(self) -> str:
        return f"{self.key} in {self.scope}"


class Message(TimeStamped):
    """One letter in the outbox, to one or more people who all see each other's address."""

    scope = models.CharField(max_length=60, db_index=True)
    key = models.CharField(max_length=60, help_text="the kind that it was drafted from")
    batch = models.CharField(max_length=120, blank=True, help_text="what it was drafted with, in words")
    about = models.CharField(max_length=120, blank=True, help_text="such as pair:12; once a key")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), help_text=_("Markdown; sent as text and as HTML"))
    calendar = models.TextField(blank=True, help_text="iCalendar text that travels with the letter")
    calendar_method = models.CharField(max_length=10, blank=True, help_text="such as REQUEST or CANCEL")
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.DRAFT)
    version = models.PositiveIntegerField(default=1, help_text="counts edits")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["scope", "state", "batch"])]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "about"], condition=~models.Q(about=""), name="one_message_about_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def released(self) -> "DeliveryQuerySet":
        return self.filter(message__state__in=[MessageState.READY, MessageState.SENDING])

    def due(self, moment: datetime) -> "DeliveryQuerySet":
        """To be tried now: those whose time has come, and those whose worker did not come back in time."""
        return self.released().filter(
            Q(state__in=[DeliveryState.WAITING, DeliveryState.SENDING]), next_attempt_at__lte=moment
        )


class Delivery(TimeStamped):
    """A message on its way to one address. Its Message-ID stays the same however often it is tried.

    `next_attempt_at` is real time, also while another date is rehearsed. While sending it is the moment from
    which another worker may take over.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField(blank=True)
    mail_id = models.CharField(max_length=200, unique=True, help_text="the Message-ID header")
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Suppression(TimeStamped):
    """An address that asked for no more mail of a scope, or of any where the scope is empty.

    Kept as a keyed hash, so that it names nobody and outlives the erasure of a person.
    """

    scope = models.CharField(max_length=60, blank=True)
    address_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address_hash", "scope"], name="suppressed_once")]

    def __str__(self) -> str:
        return f"suppression {self.pk}"
