from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pairloom.core.models import TimeStamped
from pairloom.interest.enums import Audience
from pairloom.programmes.models import Programme


class SealedList(models.Model):
    """Everything that a person marked, sealed. Each row has the same size, and no other column.

    No date, number or state stands here on purpose: whatever stood beside the sealed text would tell of it.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    sealed = models.BinaryField(help_text="see sealing.py")

    def __str__(self) -> str:
        return f"sealed list of person {self.person_id}"


class Listing(TimeStamped):
    """How somebody who is open to mutual interest appears in the directory, as they chose."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="interest_listing"
    )
    audience = models.CharField(
        _("who finds you"), max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shows_offers = models.BooleanField(_("what you can help with"), default=True)
    shows_wishes = models.BooleanField(_("what you would like to learn"), default=True)
    line = models.CharField(_("a line to those who find you"), max_length=200, blank=True)

    def __str__(self) -> str:
        return f"listing of person {self.person_id}"
