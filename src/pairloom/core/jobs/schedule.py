"""Jobs that run by the calendar. They follow the one clock, so a rehearsed date brings its nightly jobs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from pairloom.core import clock
from pairloom.core.jobs import queue
from pairloom.core.jobs.registry import Job
from pairloom.core.models import JobSchedule


@dataclass(frozen=True)
class Schedule:
    """A job with either a distance in time or an hour of the day in the installation's time zone."""

    job: Job[[]]
    every: timedelta | None
    daily_at: time | None

    def next_after(self, moment: datetime) -> datetime:
        if self.every is not None:
            return moment + self.every
        assert self.daily_at is not None
        local = moment.astimezone(timezone.get_default_timezone())
        today = datetime.combine(local.date(), self.daily_at, local.tzinfo)
        return (
            today
            if today > moment
            else datetime.combine(local.date() + timedelta(days=1), self.daily_at, local.tzinfo)
        )


_schedules: dict[str, Schedule] = {}


def periodic(*, every: timedelta | None = None, daily_at: time | None = None) -> Callable[[Job[[]]], Job[[]]]:
    """Run a job again and again: once each time, however many workers there are.

    It is skipped while the one before still waits or runs, and due at once on a new installation.
    """
    if (every is None) == (daily_at is None):
        raise ValueError("say either every or daily_at")

    def register(job: Job[[]]) -> Job[[]]:
        _schedules[job.name] = Schedule(job, every, daily_at)
        return job

    return register


def enqueue_due() -> None:
    """Enqueue what the calendar asks for now. Whoever moves the due date on is the one who enqueues."""
    now = clock.now()
    kept = {row.name: row.due_at for row in JobSchedule.objects.all()}
    for name, schedule in _schedules.items():
        following = schedule.next_after(now)
        due_at = (
            kept.get(name) or JobSchedule.objects.get_or_create(name=name, defaults={"due_at": now})[0].due_at
        )
        if now < due_at <= following:  # later than that: somebody rehearsed a later date and came back
            continue
        with transaction.atomic():
            is_ours = JobSchedule.objects.filter(name=name, due_at=due_at).update(due_at=following)
            if is_ours and not queue.is_pending(name):
                schedule.job.enqueue()
