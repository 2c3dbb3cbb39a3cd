from django.conf import settings
from django.db import models

from pairloom.core import clock


class TimeStamped(models.Model):
    """Base of our tables: when the row was made and last changed, by the one clock."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.changed_at = clock.now()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "changed_at"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class AuditEntry(models.Model):
    """Who did what to which thing, and when. Names nobody: people and things are references."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, help_text="such as round:3")
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject", "at"])]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class JobWorker(models.Model):
    """A process that runs jobs, and when it last said that it lives. Real time, not the rehearsed."""

    name = models.CharField(primary_key=True, max_length=40)
    machine = models.CharField(max_length=120)
    process = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class JobSchedule(models.Model):
    """When a periodic job is due next, by the one clock."""

    name = models.CharField(primary_key=True, max_length=80)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
