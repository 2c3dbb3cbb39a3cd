from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    QUEUED = "queued", _("waiting")
    SOLVING = "solving", _("solving")
    SOLVED = "solved", _("solved")
    FAILED = "failed", _("failed")


class Attention(TextChoices):
    """What an organiser should look at in a proposed pair."""

    NO_COMMON_HOUR = "no-common-hour", _("no common hour")
    AGAINST_RULE = "against-rule", _("pinned against a rule")
    WEAK = "weak", _("weaker than most")
