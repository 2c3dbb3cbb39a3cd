"""Run what the program left for later: here and now, or in a worker process that can be killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from pairloom.core.jobs import queue
from tests.support.project import ROOT

PATIENCE = 120  # seconds; a slow machine is no fault
WORKER = """
import django
django.setup()
import tests.support.example_jobs
from pairloom.site.verbs.worker import worker
worker()
"""


def run_jobs(*, expect_failures: bool = False) -> list[str]:
    """Run all jobs that are due, and those that they enqueue; return their names in order.

    A job that raises fails the test, with its traceback, unless failures are expected.
    """
    ran = []
    while row := queue.due().first():
        ran.append(queue.job_name(row))
        queue.run_next("test")
        row.refresh_from_db()
        assert expect_failures or not row.traceback, row.traceback
    return ran


@contextmanager
def worker_process(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`pairloom worker` in a process of its own, on the database of this test; killed at the end."""
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database}"
    else:
        url = f"{os.environ['PAIRLOOM_DATABASE_URL'].rpartition('/')[0]}/{database}"
    given = {
        "DJANGO_SETTINGS_MODULE": "pairloom.site.settings.production",
        "PAIRLOOM_DATABASE_URL": url,
        "PAIRLOOM_DATA": str(settings.DATA),
        "PAIRLOOM_SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    process = subprocess.Popen([sys.executable, "-c", WORKER], env=os.environ | given | environment, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], object]) -> None:
    """Ask again and again; fails when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
