from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    QUEUED = "queued", _("waiting")
    SOLVING = "solving", _("solving")
    SOLVED = "solved", _("solved")
    FAILED = "failed", _("failed")
