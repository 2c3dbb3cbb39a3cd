"""The queue: rows of django-tasks-db, claimed one by one, tried again, and rescued.

Waiting times are real time even while somebody rehearses another date: a mail server recovers no faster.
"""

import logging
import random
import traceback
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from pairloom.core.jobs import registry

LONGEST_WAIT = timedelta(hours=1)
KEPT_DONE = timedelta(days=1)
KEPT_FAILED = timedelta(days=30)
FORGOTTEN = "Erased with a person whom it named.\n"
logger = logging.getLogger(__name__)

Row = DBTaskResult[..., None]
Rows = QuerySet[Row]


def rows() -> Rows:
    """Everything in the queue that is ours, done and failed included."""
    return DBTaskResult.objects.filter(task_path=registry.perform.module_path)


def due() -> Rows:
    return rows().filter(status=Status.READY, run_after__lte=timezone.now())


def failed() -> Rows:
    """Jobs that were given up, latest first."""
    return rows().filter(status=Status.FAILED).order_by("-finished_at")


def waiting_since() -> datetime | None:
    """When the job became due that has been due for longest; None where nothing waits."""
    since: datetime | None = due().aggregate(since=Min("run_after"))["since"]
    return since


def job_name(row: Row) -> str:
    name: str = row.args_kwargs["args"][0]
    return name


def is_pending(name: str) -> bool:
    """Whether a job of this name waits or runs."""
    names = rows().filter(status__in=[Status.READY, Status.RUNNING]).values_list("args_kwargs", flat=True)
    return any(asked["args"][0] == name for asked in names)


def run_next(worker: str) -> bool:
    """Claim the job that is due first and run it to its end, outside any transaction; False if none is."""
    row = _claim(worker)
    if row is None:
        return False
    name, arguments = row.args_kwargs["args"]
    try:
        registry.find(name).run(**arguments)
    except Exception as error:
        logger.warning("job %s failed: %s", name, error, exc_info=True)
        _try_again_or_give_up(row, error, traceback.format_exc())
    else:
        _update(row, status=Status.SUCCESSFUL, finished_at=timezone.now())
    return True


def rescue(*, alive: set[str]) -> int:
    """Put back every running job whose worker is not among `alive`; return how many."""
    running = rows().filter(status=Status.RUNNING)
    lost = [row for row in running if row.worker_ids[-1] not in alive]
    for row in lost:
        logger.warning("job %s was left behind by worker %s", job_name(row), row.worker_ids[-1])
        _try_again_or_give_up(row, RuntimeError("its worker died"), "", at_once=True)
    return len(lost)


def retry(row: Row) -> None:
    """Give a failed job all its attempts again."""
    rows().filter(pk=row.pk, status=Status.FAILED).update(
        status=Status.READY, run_after=timezone.now(), worker_ids=[], finished_at=None
    )


def forget_words(words: Iterable[str]) -> None:
    """Drop what failed jobs said wherever one of these names or addresses stands in it."""
    for word in filter(None, words):
        rows().filter(traceback__icontains=word).update(traceback=FORGOTTEN)


def prune() -> None:
    """Forget jobs that ended long ago."""
    now = timezone.now()
    rows().filter(status=Status.SUCCESSFUL, finished_at__lt=now - KEPT_DONE).delete()
    rows().filter(status=Status.FAILED, finished_at__lt=now - KEPT_FAILED).delete()


def back_off(attempt: int, first_wait: timedelta) -> timedelta:
    """How long to wait after attempt 1, 2, ...: doubled each time, up to an hour, less up to a quarter."""
    doublings: int = 2 ** min(attempt - 1, 30)
    longest = min(first_wait * doublings, LONGEST_WAIT)
    return longest * random.uniform(0.75, 1)  # noqa: S311 - spreads load, guards nothing


def _claim(worker: str) -> Row | None:
    if not due().exists():  # a read costs nothing; a transaction on SQLite would lock out writers
        return None
    with transaction.atomic():
        row = due().select_for_update(skip_locked=True).first()
        if row is not None:
            row.claim(worker)
    return row


def _try_again_or_give_up(row: Row, error: Exception, trace: str, *, at_once: bool = False) -> None:
    name, arguments = row.args_kwargs["args"]
    report = {"exception_class_path": type(error).__qualname__, "traceback": trace or f"{error}\n"}
    try:
        job = registry.find(name)
    except LookupError:
        _update(row, status=Status.FAILED, finished_at=timezone.now(), **report)
        return
    attempt = len(row.worker_ids)
    if attempt < job.attempts:
        wait = timedelta(0) if at_once else back_off(attempt, job.first_wait)
        _update(row, status=Status.READY, run_after=timezone.now() + wait, **report)
    elif _update(row, status=Status.FAILED, finished_at=timezone.now(), **report) and job.on_failure:
        try:
            job.on_failure(**arguments)
        except Exception:
            logger.exception("job %s could not say that it failed", name)


def _update(row: Row, **values: object) -> bool:
    """Write how a claim ended, unless the job was taken from this worker meanwhile."""
    claimed = rows().filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at)
    ours = bool(claimed.update(**values))
    if not ours:
        logger.warning("job %s ended after it was given to another worker", job_name(row))
    return ours
