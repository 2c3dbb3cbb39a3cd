from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    QUEUED = "queued", _("waiting")
    SOLVING = "solving", _("solving")
    SOLVED = "solved", _("solved")
    FAILED = "failed", _("failed")


class MetBefore(TextChoices):
    """What it means for a round that two people met at an event."""

    NO_MATTER = "no-matter", _("It does not matter")
    FAVOUR = "favour", _("Favour pairs who met")
    AVOID = "avoid", _("Avoid pairs who met")


class Attention(TextChoices):
    """What an organiser should look at in a proposed pair."""

    NO_COMMON_HOUR = "no-common-hour", _("no common hour")
    AGAINST_RULE = "against-rule", _("pinned against a rule")
    WEAK = "weak", _("weaker than most")
