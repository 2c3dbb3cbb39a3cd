from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from pairloom.core import clock
from pairloom.core.models import TimeStamped
from pairloom.core.week import WeekField
from pairloom.people.enums import ConsentKind, Experience, Level, TopicSide

NO_ADDRESS = "no-address.invalid"  # a domain that never exists (RFC 2606), for who gave none


class AddressField(models.EmailField):  # type: ignore[type-arg]
    """An e-mail address, kept and looked up in small letters."""

    def get_prep_value(self, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else super().get_prep_value(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        address = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, address)
        return address


def called(name: str, email: str, erased_at: datetime | None) -> str:
    """What a person with these columns is called, for pages that make no rows of models."""
    return str(_("somebody who left")) if erased_at else name or email


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=username)

    def active(self) -> models.QuerySet["Person"]:
        return self.filter(is_active=True, erased_at=None)

    def left(self) -> models.QuerySet["Person"]:
        """Everybody else."""
        return self.exclude(is_active=True, erased_at=None)


class Person(TimeStamped, AbstractBaseUser):
    """Anybody known to the community. Signs in by a code sent to `email`; has no password."""

    email = AddressField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    chat_handle = models.CharField(_("chat handle"), max_length=80, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    availability = WeekField(_("weekly availability"))
    ways_to_meet = models.JSONField(_("ways to meet"), default=list, blank=True)
    experience = models.CharField(_("experience"), max_length=20, choices=Experience, blank=True)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)
    about = models.CharField(_("a public line about you"), max_length=280, blank=True)
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)  # type: ignore[misc]
    erase_after = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return called(self.name, self.email, self.erased_at)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone or "UTC")

    @property
    def has_address(self) -> bool:
        """Whether mail can reach them."""
        return not self.email.endswith(f"@{NO_ADDRESS}")


class Topic(models.Model):
    """Something that people learn from each other; one row whatever its spelling."""

    name = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True, help_text="the name, folded")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class PersonTopic(models.Model):
    """A topic that a person wants or offers."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=TopicSide)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.WORKING)

    class Meta:
        ordering = ["side", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "topic", "side"], name="a_topic_once_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.side})"


class Consent(models.Model):
    """What a person agreed to, in which version, and when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=ConsentKind)
    document = models.CharField(max_length=120, help_text="such as site or programme:3")
    version = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "document", "version"], name="agreed_once_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
