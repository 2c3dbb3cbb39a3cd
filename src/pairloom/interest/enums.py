from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What somebody marks about somebody else."""

    LEARN = "learn", _("I would like to learn from them")
    HELP = "help", _("I would gladly help them")
    MEET_AGAIN = "again", _("I would like to meet them again")

    @property
    def answer(self) -> Kind:
        """What the other must have marked for it to be mutual."""
        return {Kind.LEARN: Kind.HELP, Kind.HELP: Kind.LEARN}.get(self, self)


class MarkState(TextChoices):
    """Withdrawn marks hold their place until the cool-down is over."""

    OPEN = "open", _("open")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MUTUAL = "mutual", _("mutual")


class Audience(TextChoices):
    """Who finds somebody in the directory."""

    EVERYONE = "everyone", _("everyone who is signed in")
    PROGRAMME = "programme", _("those who take part in one programme")
    NOBODY = "nobody", _("nobody")
