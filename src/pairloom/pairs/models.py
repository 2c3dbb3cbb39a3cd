from django.conf import settings
from django.db import models

from pairloom.core.models import TimeStamped
from pairloom.pairs.enums import PairState
from pairloom.programmes.models import Round


class Pair(TimeStamped):
    """A mentor and a mentee who were brought together, and why: in a round, or by themselves without one."""

    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="pairs_as_mentor"
    )
    mentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="pairs_as_mentee"
    )
    state = models.CharField(max_length=10, choices=PairState, default=PairState.ACTIVE)
    affinity = models.FloatField(
        null=True, blank=True, help_text="0 to 1, as computed when they were paired; null: nobody computed it"
    )
    reasons = models.JSONField(default=list, help_text="sentences that say why these two")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "mentor", "mentee"], name="a_pair_once_a_round"),
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=models.Q(round=None),
                name="a_pair_once_without_a_round",
            ),
            models.CheckConstraint(
                condition=~models.Q(mentor=models.F("mentee")), name="nobody_mentors_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"


class Encounter(models.Model):
    """Two people who met at an event, for the history that rounds read. `source` is such as event:5."""

    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "mentor", "mentee"], name="an_encounter_once_a_source"),
        ]

    def __str__(self) -> str:
        return f"encounter {self.pk}"
