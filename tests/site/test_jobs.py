"""Background work as administrators and monitors see it."""

import pytest
import time_machine
from django.test import Client

from pairloom.core.jobs import queue
from tests.support.example_jobs import greet, stumble, traces
from tests.support.jobs import run_jobs
from tests.support.scenarios import a_person, an_administrator

pytestmark = pytest.mark.django_db


def a_job_that_was_given_up() -> queue.Row:
    stumble.enqueue(name="Asha")
    while not queue.failed().exists():
        queue.rows().update(run_after="2020-01-01T00:00Z")
        run_jobs(expect_failures=True)
    return queue.failed().get()


def test_an_administrator_sees_what_was_given_up_and_has_it_tried_again(client: Client) -> None:
    row = a_job_that_was_given_up()
    client.force_login(an_administrator())
    page = client.get("/jobs/").content.decode()
    assert "example.stumble" in page
    assert "ValueError: no luck with Asha" in page
    assert "No worker is running" in page
    client.post(f"/jobs/{row.pk}/again/")
    assert run_jobs(expect_failures=True) == ["example.stumble"]
    assert traces("stumbled") == 4


def test_nobody_else_sees_or_touches_it(client: Client) -> None:
    row = a_job_that_was_given_up()
    for person in (None, a_person("Asha")):
        if person:
            client.force_login(person)
        assert client.get("/jobs/").status_code == 403
        assert client.post(f"/jobs/{row.pk}/again/").status_code == 403
    assert queue.failed().exists()


def test_a_monitor_is_told_when_jobs_wait_in_vain(client: Client) -> None:
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        greet.enqueue(name="Asha")
        clock.shift(200)
        assert client.get("/readyz").content == b"ready\n"
        clock.shift(200)
        assert b"waited for 6 minutes" in client.get("/readyz").content
        run_jobs()
        assert client.get("/readyz").content == b"ready\n"
