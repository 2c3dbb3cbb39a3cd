from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PairState(TextChoices):
    ACTIVE = "active", _("active")
    CLOSED = "closed", _("closed")
