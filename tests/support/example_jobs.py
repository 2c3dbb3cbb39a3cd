"""Jobs for the tests of jobs. They leave their traces in the audit log, which every process can read."""

import time

from pairloom.core.jobs import job
from pairloom.core.models import AuditEntry


def leave(action: str, subject: str = "") -> None:
    AuditEntry.objects.create(action=action, subject=subject)


def traces(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


@job(name="example.greet")
def greet(*, name: str) -> None:
    leave("greeted", name)


def mourn(*, name: str) -> None:
    leave("gave up", name)


@job(name="example.stumble", attempts=3, on_failure=mourn)
def stumble(*, name: str) -> None:
    leave("stumbled", name)
    raise ValueError(f"no luck with {name}")


@job(name="example.urgent", priority=10)
def urgent(*, name: str) -> None:
    leave("hurried", name)


@job(name="example.linger", attempts=2, on_failure=mourn)
def linger(*, name: str, seconds: float) -> None:
    """Takes long the first time, until it has been begun once."""
    began_before = traces("began")
    leave("began", name)
    if not began_before:
        time.sleep(seconds)
    leave("ended", name)


@job(name="example.stuck", attempts=2, on_failure=mourn)
def stuck(*, name: str) -> None:
    leave("began", name)
    time.sleep(600)
