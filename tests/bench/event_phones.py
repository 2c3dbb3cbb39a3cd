"""Two thousand phones ask for their next table within one second: `python -m tests.bench.event_phones`.

A server as a community runs it (production settings, two processes) has an event of 2,000 mentees, 200
mentors and eight turns, on SQLite, or on the database that PAIRLOOM_DATABASE_URL names, which must be empty.
Each phone opens a connection of its own at a random moment of the second. The phones run on the same machine
and take their part of its cores.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

PORT = 8937
SERVER = f"127.0.0.1:{PORT}"
PROCESSES = 2
MENTEES, MENTORS, TURNS, TABLE = 2_000, 200, 8, 10
PATIENCE = 180.0  # seconds until a phone gives up


@dataclass(frozen=True)
class Answers:
    """What a crowd of phones got. Times in seconds, from asking to the last byte."""

    name: str
    statuses: dict[int, int]
    errors: int
    seconds: list[float]
    span: float

    def __str__(self) -> str:
        cuts = statistics.quantiles(self.seconds, n=100)
        return (
            f"{self.name}: {len(self.seconds)} phones, answers {self.statuses}, errors {self.errors}, "
            f"p50 {cuts[49]:.3f} s, p95 {cuts[94]:.3f} s, longest {max(self.seconds):.3f} s, "
            f"all after {self.span:.2f} s"
        )


def compare(phones: int = MENTEES) -> list[Answers]:
    """Ask for whole pages, then ask again where nothing is new; print and return both."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PAIRLOOM_DATA": folder,
            "PAIRLOOM_SECRET_KEY": "for a measurement",
            "PAIRLOOM_ADDRESS": f"http://{SERVER}",
        }
        tokens = _an_event()[:phones]
        with _serving():
            tag = _tag_of(tokens[0])
            found = [
                asyncio.run(_crowd("page", tokens, {})),
                asyncio.run(
                    _crowd("nothing new, as one phone", [tokens[0]] * phones, {"If-None-Match": tag})
                ),
            ]
    for answers in found:
        print(answers, flush=True)
    return found


def _an_event() -> list[str]:
    """Make the event; the tokens of its mentees' cards. Each mentee moves on by one table a turn."""
    from pairloom.site.wake import wake

    wake("production")
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from tests.bench.event_rows import an_event_of

    tokens = an_event_of(mentees=MENTEES, mentors=MENTORS, turns=TURNS, seats=TABLE)
    connections.close_all()
    return tokens


@contextmanager
def _serving() -> Iterator[None]:
    command = [sys.executable, "-m", "pairloom", "serve", "--listen", SERVER, "--workers", str(PROCESSES)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for_server()
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for_server() -> None:
    for _ in range(1_500):
        try:
            for _ in range(4 * PROCESSES):  # so that every process has loaded all it needs
                urllib.request.urlopen(f"http://{SERVER}/accounts/login/", timeout=20).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not start")


def _tag_of(token: str) -> str:
    page = urllib.request.urlopen(f"http://{SERVER}/card/{token}/").read().decode()
    found = re.search(r'"etag": "\\"(\w+)\\""', page)
    assert found
    return f'"{found[1]}"'


async def _crowd(name: str, tokens: Sequence[str], headers: dict[str, str]) -> Answers:
    _allow_connections(len(tokens))
    chance = random.Random(1)
    start = time.perf_counter()
    asked = [_phone(token, headers, chance.random()) for token in tokens]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    got = [answer for answer in answers if isinstance(answer, tuple)]
    statuses: dict[int, int] = {}
    for status, _ in got:
        statuses[status] = statuses.get(status, 0) + 1
    wrong = sum(count for status, count in statuses.items() if status not in (200, 304))
    return Answers(
        name,
        statuses,
        errors=len(answers) - len(got) + wrong,
        seconds=[seconds for _, seconds in got],
        span=time.perf_counter() - start,
    )


async def _phone(token: str, headers: dict[str, str], after: float) -> tuple[int, float]:
    """Ask once over a connection of one's own; the status, and how long it took."""
    await asyncio.sleep(after)
    start = time.perf_counter()
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        lines = [f"GET /card/{token}/ HTTP/1.1", f"Host: {SERVER}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        answer = await reader.read()
        writer.close()
    return int(answer.split(b" ", 2)[1]), time.perf_counter() - start


def _allow_connections(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, count + 200)), hard))


if __name__ == "__main__":
    compare(*map(int, sys.argv[1:2]))
