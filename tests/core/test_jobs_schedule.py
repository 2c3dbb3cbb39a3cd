"""Jobs that run by the calendar."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from threading import Thread

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connections
from django.utils.dateparse import parse_datetime

from pairloom.core.jobs import job, periodic, queue, schedule
from pairloom.core.jobs.registry import Job
from tests.support.jobs import run_jobs

HOURLY, NIGHTLY = "example.hourly", "example.nightly"


@job(name=HOURLY)
def hourly() -> None:
    pass


@job(name=NIGHTLY)
def nightly() -> None:
    pass


@pytest.fixture(autouse=True)
def only_these_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_schedules", {})
    periodic(every=timedelta(hours=1))(hourly)
    periodic(daily_at=time(3, 30))(nightly)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as travelling:
        yield travelling


def waiting() -> list[str]:
    return sorted(queue.job_name(row) for row in queue.due())


def tick() -> list[str]:
    schedule.enqueue_due()
    return sorted(run_jobs())


@pytest.mark.django_db
def test_a_new_installation_runs_everything_once_and_then_by_the_calendar(
    clock: time_machine.Traveller,
) -> None:
    assert tick() == [HOURLY, NIGHTLY]
    assert tick() == []
    clock.shift(timedelta(hours=1))
    assert tick() == [HOURLY]
    clock.move_to("2026-11-24T03:29Z")
    assert tick() == [HOURLY]
    clock.move_to("2026-11-24T03:30Z")
    assert tick() == [NIGHTLY]


@pytest.mark.django_db
def test_a_nightly_job_keeps_its_hour_in_the_time_zone_of_the_installation(settings: LazySettings) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    times = schedule.Schedule(nightly, None, time(3, 30))
    assert times.next_after(parse("2026-11-23T09:00Z")) == parse("2026-11-23T18:30Z")
    assert times.next_after(parse("2026-11-23T18:30Z")) == parse("2026-11-24T18:30Z")


@pytest.mark.django_db
def test_after_a_long_sleep_a_job_runs_once_not_as_often_as_it_was_missed(
    clock: time_machine.Traveller,
) -> None:
    tick()
    clock.shift(timedelta(days=10))
    assert tick() == [HOURLY, NIGHTLY]
    assert tick() == []


@pytest.mark.django_db
def test_it_is_not_asked_for_again_while_it_waits(clock: time_machine.Traveller) -> None:
    schedule.enqueue_due()
    clock.shift(timedelta(hours=1))
    schedule.enqueue_due()
    assert waiting() == [HOURLY, NIGHTLY]


@pytest.mark.django_db
def test_a_rehearsed_date_brings_its_jobs_and_coming_back_does_not_stop_them(
    settings: LazySettings, clock: time_machine.Traveller
) -> None:
    tick()
    settings.CLOCK_OFFSET = timedelta(days=70)
    assert tick() == [HOURLY, NIGHTLY]
    settings.CLOCK_OFFSET = timedelta(0)
    assert tick() == [HOURLY, NIGHTLY]
    assert tick() == []


@pytest.mark.django_db(transaction=True)
def test_many_workers_ask_for_it_once() -> None:
    def one_worker() -> None:
        schedule.enqueue_due()
        connections.close_all()

    workers = [Thread(target=one_worker) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert waiting() == [HOURLY, NIGHTLY]


@pytest.mark.parametrize("wish", [{}, {"every": timedelta(1), "daily_at": time(3)}])
def test_it_must_be_said_how_often(wish: dict[str, object]) -> None:
    job_for_this: Job[[]] = hourly
    with pytest.raises(ValueError, match="either"):
        periodic(**wish)(job_for_this)  # type: ignore[arg-type]


def parse(text: str) -> datetime:
    moment = parse_datetime(text)
    assert moment
    return moment
