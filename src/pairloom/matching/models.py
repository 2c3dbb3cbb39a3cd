from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pairloom.core.models import TimeStamped
from pairloom.matching.enums import RunState
from pairloom.programmes.models import Round


class MatchRun(TimeStamped):
    """One solving of a round: all that went in, and the proposal that came out. Never changed afterwards."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="match_runs")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    change = models.JSONField(default=dict, help_text="what this run did differently from its parent")
    adjustments = models.JSONField(
        default=dict, help_text="pins, bans, capacities, weights, priority: all of them"
    )
    rubric = models.JSONField(default=dict, help_text="as it was; empty: the standard rubric")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    progress = models.FloatField(default=0.0, help_text="0 to 1")
    failure = models.JSONField(default=list, help_text="why there is no answer; names nobody")
    encoded = models.BinaryField(null=True, blank=True, help_text="the run as the engine's codec writes it")
    report = models.JSONField(default=dict, help_text="levels with bounds, the unmatched, the unused")
    price = models.JSONField(default=dict, help_text="what the change cost against the parent")
    people_digest = models.CharField(max_length=64, blank=True, help_text="of all answers that were read")
    engine_version = models.CharField(max_length=40, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="a_run_number_once_a_round")]

    def __str__(self) -> str:
        return f"run {self.number}"


class ProposedPair(models.Model):
    """A pair in a run's proposal, with the parts of its affinity."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="0 to 1")
    parts = models.JSONField(default=list)
    reasons = models.JSONField(default=list, help_text="sentences that name nobody")
    is_pinned = models.BooleanField(default=False)
    attention = models.JSONField(default=list, help_text="keys of what an organiser should look at")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "mentor", "mentee"], name="a_proposed_pair_once"),
        ]

    def __str__(self) -> str:
        return f"proposed pair {self.pk}"


class Matching(TimeStamped):
    """Where a round's matching stands: the run that organisers look at, and the last one published."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="matching")
    current = models.ForeignKey(MatchRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published = models.ForeignKey(
        MatchRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    def __str__(self) -> str:
        return f"matching of round {self.round_id}"
