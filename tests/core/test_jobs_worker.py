"""Workers: quick, many at once, told to stop, killed in the middle of a job."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.utils import timezone

from pairloom.core.jobs import Pace, queue, run_worker
from pairloom.core.jobs.worker import alive_workers
from pairloom.core.models import AuditEntry, JobWorker
from tests.support.example_jobs import greet, leave, linger, stuck, traces
from tests.support.jobs import wait_until, worker_process

pytestmark = pytest.mark.django_db(transaction=True)


def examples() -> queue.Rows:
    """The jobs of these tests, without those that the calendar brings."""
    return queue.rows().filter(args_kwargs__args__0__startswith="example.")


def asked_for() -> queue.Row:
    return examples().get()


@contextmanager
def worker_thread() -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, kwargs={"stop": stop})
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_a_waiting_organiser_does_not_notice_the_queue() -> None:
    with worker_thread():
        wait_until(JobWorker.objects.exists)
        time.sleep(0.5)  # idle by now
        asked = time.monotonic()
        greet.enqueue(name="Asha")
        wait_until(lambda: traces("greeted"))
        assert time.monotonic() - asked < 1  # 0.2 s and a busy machine


def test_a_worker_that_leaves_says_good_bye() -> None:
    with worker_thread():
        wait_until(JobWorker.objects.exists)
    assert not JobWorker.objects.exists()


def test_many_workers_and_a_writing_web_server_share_a_database_without_a_fault() -> None:
    for number in range(60):
        greet.enqueue(name=f"person {number}")
    faults: list[Exception] = []

    def web_server() -> None:
        try:
            for _ in range(150):
                leave("written")
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=web_server) for _ in range(2)]
    with worker_thread(), worker_thread(), worker_thread():
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        wait_until(lambda: traces("greeted") >= 60)
    assert faults == []
    greeted = AuditEntry.objects.filter(action="greeted").values_list("subject", flat=True)
    assert sorted(greeted) == sorted(f"person {number}" for number in range(60))
    assert not examples().exclude(status="SUCCESSFUL").exists()
    assert traces("written") == 300


def test_a_job_whose_worker_was_killed_is_run_again_by_another() -> None:
    linger.enqueue(name="Asha", seconds=600)
    with worker_process() as first:
        wait_until(lambda: traces("began"))
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert asked_for().status == "RUNNING"
    with worker_process():
        wait_until(lambda: traces("ended"))
        wait_until(lambda: asked_for().status == "SUCCESSFUL")
    assert traces("began") == 2
    assert len(set(asked_for().worker_ids)) == 2


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    stuck.enqueue(name="Asha")
    for attempt in (1, 2):
        with worker_process() as victim:
            wait_until(lambda attempt=attempt: traces("began") == attempt)
            victim.send_signal(signal.SIGKILL)
            victim.wait()
    with worker_thread():
        wait_until(lambda: queue.failed().exists() and traces("gave up"))
    assert "its worker died" in queue.failed().get().traceback


def test_a_worker_told_to_stop_finishes_its_job_first_and_begins_no_other() -> None:
    linger.enqueue(name="Asha", seconds=1)
    greet.enqueue(name="Ben")
    with worker_process() as worker:
        wait_until(lambda: traces("began"))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    assert traces("ended") == 1
    assert traces("greeted") == 0
    assert not JobWorker.objects.exists()


def test_a_worker_that_is_silent_for_long_counts_as_dead_wherever_it_ran() -> None:
    JobWorker.objects.create(name="far", machine="another", process=1, seen_at=timezone.now())
    assert alive_workers(Pace()) == {"far"}
    with_little_patience = Pace(dead=0.01)
    time.sleep(0.05)
    assert alive_workers(with_little_patience) == set()


def test_a_worker_that_was_wrongly_taken_for_dead_does_not_overwrite_the_outcome() -> None:
    greet.enqueue(name="Asha")
    row = queue._claim("first")
    assert row is not None
    queue.rescue(alive=set())
    queue.run_next("second")
    assert not queue._update(row, status="FAILED")
    assert asked_for().status == "SUCCESSFUL"
