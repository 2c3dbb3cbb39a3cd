from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pairloom.core.models import TimeStamped
from pairloom.messages.enums import DeliveryState, MessageState


class Template(TimeStamped):
    """A scope's own wording of a message; without a row, the built-in wording is used."""

    scope = models.CharField(max_length=60, help_text="such as programme:3")
    key = models.CharField(max_length=60, help_text="such as introduction")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_wording_a_scope")]

    def __str__(self) -> str:
        return f"{self.key} in {self.scope}"


class Message(TimeStamped):
    """One letter in the outbox, to one or more people who all see each other's address."""

    scope = models.CharField(max_length=60, db_index=True)
    key = models.CharField(max_length=60, help_text="the template it was drafted from")
    batch = models.CharField(max_length=60, blank=True, db_index=True, help_text="what it was drafted with")
    about = models.CharField(max_length=120, blank=True, help_text="such as pair:12; once a key")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), help_text=_("Markdown; sent as text and as HTML"))
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.DRAFT, db_index=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "about"], condition=~models.Q(about=""), name="one_message_about_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Delivery(TimeStamped):
    """A message on its way to one address. Its Message-ID stays the same however often it is tried."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField()
    mail_id = models.CharField(max_length=200, unique=True, help_text="the Message-ID header")
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Suppression(TimeStamped):
    """An address that asked for no more mail of a scope; kept as a keyed hash, so that it names nobody."""

    scope = models.CharField(max_length=60)
    address_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "address_hash"], name="suppressed_once")]

    def __str__(self) -> str:
        return f"suppression {self.pk}"
