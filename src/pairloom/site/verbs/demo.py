import os
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar

import typer

from pairloom.site.wake import wake

T = TypeVar("T")
WAIT_FOR_SERVER = 60  # seconds; a slow laptop's first start


def demo(
    at: Annotated[
        datetime | None,
        typer.Option(
            help="Rehearse another date, such as 2027-02-01.", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"]
        ),
    ] = None,
    listen: Annotated[str, typer.Option(help="Host and port.")] = "127.0.0.1:8000",
) -> None:
    """Run Pairloom here with a made-up community. Its mails go into a local mailbox, not into the world."""
    os.environ["PAIRLOOM_ADDRESS"] = f"http://{listen}"
    os.environ.setdefault("PAIRLOOM_COMMUNITY", "Fernway")
    os.environ["DJANGO_SETTINGS_MODULE"] = "pairloom.site.settings.development"
    if at:
        os.environ["PAIRLOOM_AT"] = at.isoformat()
    wake("development")
    from pairloom.site import server  # late: --help needs no server

    server.refuse_if_taken(listen)
    links = _prepare()
    stop = threading.Event()
    worker = threading.Thread(target=_work, args=[stop], name="worker")
    worker.start()
    threading.Thread(target=_announce, args=[listen, links], daemon=True).start()
    try:
        server.serve(listen=listen)
    finally:
        stop.set()
        worker.join()


def _prepare() -> dict[str, str]:
    """Bring the database up to date, fill it where it is empty, and give the sign-in links by role."""
    from django.core.management import call_command  # late: needs settings
    from django.db import connections

    from pairloom.site.demo import seed_demo  # late: needs settings
    from pairloom.site.demo_links import sign_in_link

    _step("Preparing the database", lambda: call_command("migrate", interactive=False, verbosity=0))
    people = _step("Filling in the demo community", seed_demo)
    links = {role: sign_in_link(person) for role, person in people.items()}
    connections.close_all()
    return links


def _step(title: str, work: Callable[[], T]) -> T:
    print(f"{title} ...", end=" ", flush=True)
    started = time.monotonic()
    result = work()
    print(f"{time.monotonic() - started:.1f} s")
    return result


def _work(stop: threading.Event) -> None:
    from pairloom.core.jobs import run_worker  # late: needs settings

    run_worker(stop=stop)


def _announce(listen: str, links: dict[str, str]) -> None:
    """Print the address once the server answers there."""
    deadline = time.monotonic() + WAIT_FOR_SERVER
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://{listen}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.1)
            continue
        break
    print(f"\nPairloom is at http://{listen}\n\nSign in with one click as")
    for role, link in links.items():
        print(f"  {role:<10} {link}")
    print("\nMails arrive in the local mailbox, not in the world. Stop with Ctrl-C.", flush=True)
