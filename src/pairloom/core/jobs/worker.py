"""The loop that runs jobs, and the heart-beat by which others see that it lives."""

import logging
import os
import platform
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from pairloom.core.jobs import queue, schedule
from pairloom.core.models import JobWorker

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How often a worker does what, in seconds.

    `dead` must be far longer than a solver holds the interpreter, for nothing beats meanwhile.
    """

    look: float = 0.2
    chores: float = 2.0
    beat: float = 5.0
    dead: float = 120.0
    after_fault: float = 2.0


def run_worker(*, stop: threading.Event, pace: Pace = Pace()) -> None:
    """Run jobs until `stop` is set; the job at hand is finished first. Any number of workers may run."""
    name = uuid.uuid4().hex
    with _Heart(name, pace):
        chores_at = 0.0
        while not stop.is_set():
            try:
                close_old_connections()
                if time.monotonic() >= chores_at:
                    _do_chores(name, pace)
                    chores_at = time.monotonic() + pace.chores
                idle = pace.look if not queue.run_next(name) else 0
            except DatabaseError as error:
                logger.error("the worker waits for the database: %s", error)
                connections.close_all()
                idle = pace.after_fault
            if idle:
                stop.wait(idle)
    connections.close_all()


def alive_workers(pace: Pace) -> set[str]:
    """The names of the workers that live. A process that is gone from this machine is known at once."""
    since = timezone.now() - timedelta(seconds=pace.dead)
    here = _machine()
    return {
        worker.name
        for worker in JobWorker.objects.filter(seen_at__gte=since)
        if worker.machine != here or _runs(worker.process)
    }


def _do_chores(name: str, pace: Pace) -> None:
    alive = alive_workers(pace)
    JobWorker.objects.exclude(name__in=alive | {name}).delete()
    queue.rescue(alive=alive - {name})  # this worker is here, so it runs nothing
    schedule.enqueue_due()


class _Heart:
    """Says in the database, from a thread of its own, that this worker lives."""

    def __init__(self, name: str, pace: Pace) -> None:
        self.name, self.pace, self.rest = name, pace, threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"heart of {name}", daemon=True)

    def __enter__(self) -> None:
        self._say(self._i_live)  # before the first job is claimed
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.rest.set()
        self.thread.join()

    def _beat(self) -> None:
        while not self.rest.wait(self.pace.beat):
            self._say(self._i_live)
        self._say(self._i_leave)
        connections.close_all()

    def _say(self, words: Callable[[], object]) -> None:
        try:
            close_old_connections()
            words()
        except DatabaseError as error:
            logger.error("a worker could not say that it lives: %s", error)
            connections.close_all()

    def _i_live(self) -> None:
        JobWorker.objects.update_or_create(
            name=self.name,
            defaults={"seen_at": timezone.now(), "machine": _machine(), "process": os.getpid()},
        )

    def _i_leave(self) -> None:
        JobWorker.objects.filter(name=self.name).delete()


def _machine() -> str:
    """This boot of this machine, container included: where two processes see each other's numbers."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return f"{platform.node()} {uuid.getnode()}"


def _runs(process: int) -> bool:
    if os.name != "posix":  # elsewhere the same call would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
