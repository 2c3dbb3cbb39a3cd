"""Which jobs there are, and how to ask for one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, ParamSpec

from django.utils import timezone
from django_tasks import task

P = ParamSpec("P")
Arguments = dict[str, object]


@dataclass(frozen=True)
class Job(Generic[P]):
    """A function that runs later. Its arguments are keywords with JSON values, such as ids of rows."""

    name: str
    run: Callable[P, None]
    attempts: int
    first_wait: timedelta
    priority: int
    on_failure: Callable[..., None] | None

    def enqueue(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Ask for the job as part of the current transaction: it is there if and only if that commits."""
        self.enqueue_in(timedelta(0), *args, **kwargs)

    def enqueue_in(self, delay: timedelta, /, *args: P.args, **kwargs: P.kwargs) -> None:
        """As `enqueue`, but not before `delay` has passed."""
        if args:
            raise TypeError(f"{self.name} takes its arguments by name")
        wish = perform.using(priority=self.priority, run_after=timezone.now() + delay)
        wish.enqueue(self.name, kwargs)


_jobs: dict[str, Job[...]] = {}


def job(
    *,
    name: str,
    attempts: int = 5,
    first_wait: timedelta = timedelta(seconds=5),
    priority: int = 0,
    on_failure: Callable[..., None] | None = None,
) -> Callable[[Callable[P, None]], Job[P]]:
    """Make a function a job.

    It may run more than once (a worker can die after the work and before saying so), so running it again
    must do no harm. An exception means another attempt after `first_wait`, then twice that, and so on.
    After `attempts` the job has failed and `on_failure` is called with the same arguments. Higher
    `priority` (-100 to 100) goes first.
    """

    def register(function: Callable[P, None]) -> Job[P]:
        if name in _jobs:
            raise ValueError(f"there is a job named {name} already")
        made = Job(name, function, attempts, first_wait, priority, on_failure)
        _jobs[name] = made
        return made

    return register


def find(name: str) -> Job[...]:
    """The job of that name; LookupError where none is known (it was queued by another version)."""
    try:
        return _jobs[name]
    except KeyError:
        raise LookupError(f"no job is named {name}") from None


@task()
def perform(name: str, arguments: Arguments) -> None:
    """The one task that the queue knows: run a job by its name, which outlives any move of its code."""
    find(name).run(**arguments)
