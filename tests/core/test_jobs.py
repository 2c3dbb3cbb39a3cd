"""Jobs: asked for in a transaction, run by name, tried again, given up in the open."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction

from pairloom.core import personal_data
from pairloom.core.jobs import job, queue
from pairloom.core.models import AuditEntry
from pairloom.core.tasks import prune_jobs
from tests.support.example_jobs import greet, stumble, traces, urgent
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_a_job_runs_later_with_what_it_was_given() -> None:
    greet.enqueue(name="Asha")
    assert traces("greeted") == 0
    assert run_jobs() == ["example.greet"]
    assert list(AuditEntry.objects.values_list("action", "subject")) == [("greeted", "Asha")]


def test_a_job_asked_for_in_a_transaction_that_fails_was_never_asked_for() -> None:
    with transaction.atomic():
        greet.enqueue(name="Asha")
        transaction.set_rollback(True)
    assert run_jobs() == []


def test_what_is_urgent_goes_first_and_the_rest_in_order() -> None:
    greet.enqueue(name="Asha")
    greet.enqueue(name="Ben")
    urgent.enqueue(name="Chi")
    run_jobs()
    assert list(AuditEntry.objects.order_by("id").values_list("subject", flat=True)) == ["Chi", "Asha", "Ben"]


def test_a_job_for_later_waits_its_time() -> None:
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        greet.enqueue_in(timedelta(minutes=5), name="Asha")
        clock.shift(timedelta(minutes=4))
        assert run_jobs() == []
        clock.shift(timedelta(minutes=1))
        assert run_jobs() == ["example.greet"]


def test_a_job_that_fails_is_tried_again_after_longer_and_longer_waits_and_then_given_up() -> None:
    waits = []
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        stumble.enqueue(name="Asha")
        while not queue.failed().exists():
            run_jobs(expect_failures=True)
            row = queue.rows().get()
            waits.append((row.run_after - row.started_at).total_seconds())
            clock.move_to(row.run_after)
    assert traces("stumbled") == 3
    assert 3.75 <= waits[0] <= 5
    assert 7.5 <= waits[1] <= 10
    assert traces("gave up") == 1
    assert "ValueError: no luck with Asha" in queue.failed().get().traceback


def test_a_given_up_job_can_be_asked_for_again_with_all_its_attempts() -> None:
    stumble.enqueue(name="Asha")
    for _ in range(3):
        run_jobs(expect_failures=True)
        queue.rows().update(run_after="2020-01-01T00:00Z")
    queue.retry(queue.failed().get())
    run_jobs(expect_failures=True)
    assert traces("stumbled") == 4
    assert not queue.failed().exists()


def test_waits_double_up_to_an_hour_with_a_little_chance() -> None:
    first = timedelta(seconds=10)
    for attempt, longest in [(1, 10), (2, 20), (5, 160), (12, 3600), (400, 3600)]:
        waits = {queue.back_off(attempt, first).total_seconds() for _ in range(50)}
        assert 0.75 * longest <= min(waits)
        assert max(waits) <= longest
        assert len(waits) > 1


def test_a_job_that_this_version_does_not_know_fails_by_name() -> None:
    greet.enqueue(name="Asha")
    queue.rows().update(args_kwargs={"args": ["example.gone", {}], "kwargs": {}})
    run_jobs(expect_failures=True)
    assert "no job is named example.gone" in queue.failed().get().traceback


def test_two_jobs_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"example\.greet already"):
        job(name="example.greet")(print)


def test_how_long_the_oldest_job_has_waited_can_be_seen() -> None:
    assert queue.waiting_since() is None
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        greet.enqueue(name="Asha")
        clock.shift(60)
        greet.enqueue(name="Ben")
        assert queue.waiting_since() == queue.rows().order_by("run_after")[0].run_after


def test_jobs_that_ended_long_ago_are_forgotten_failures_later() -> None:
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        greet.enqueue(name="Asha")
        run_jobs()
        stumble.enqueue(name="Ben")
        for _ in range(3):
            run_jobs(expect_failures=True)
            clock.shift(timedelta(minutes=1))
        clock.shift(timedelta(days=2))
        prune_jobs.run()
        assert queue.job_name(queue.rows().get()) == "example.stumble"
        clock.shift(timedelta(days=30))
        prune_jobs.run()
        assert not queue.rows().exists()


def test_what_a_failed_job_said_about_a_person_is_erased_with_them() -> None:
    for name in ("Asha Rao", "Ben"):
        stumble.enqueue(name=name)
    run_jobs(expect_failures=True)
    asha = SimpleNamespace(email="asha@example.org", name="Asha Rao")
    (holder,) = [one for one in personal_data.holders() if one.name == "background work"]
    assert holder.export(asha) == []
    holder.erase(asha)
    said = sorted(queue.rows().values_list("traceback", flat=True))
    assert said[0] == "Erased with a person whom it named.\n"
    assert "no luck with Ben" in said[1]
