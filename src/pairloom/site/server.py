"""The server: granian, speaking WSGI."""

import multiprocessing
import os
import socket
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS_A_WORKER = 4


def split_address(listen: str) -> tuple[str, int]:
    """`127.0.0.1:8000` as host and port."""
    parts = urlsplit(f"//{listen}")
    return parts.hostname or "127.0.0.1", parts.port or 8000


def refuse_if_taken(listen: str) -> None:
    """Exit with 2 and a sentence where another program listens there already, or nobody may."""
    host, port = split_address(listen)
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        why = os.strerror(error.errno or 0)
        hint = f"Try another, such as --listen {host}:{port + 1}."
        print(f"Cannot listen on {listen}: {why}. {hint}", file=sys.stderr)
        raise SystemExit(2) from None


def load_application(target: str) -> Callable[..., Any]:
    """Load the application in a worker, which gets a process group of its own.

    Ctrl-C at a terminal reaches a whole group, and a granian worker that is told twice at once to stop, by
    the terminal and by its parent, may go on for ever.
    """
    if hasattr(os, "setpgrp"):  # Windows has no such groups
        os.setpgrp()
    application: Callable[..., Any] = import_string(target.replace(":", "."))
    return application


def serve(*, listen: str, workers: int = 1) -> None:
    """Serve until told to stop (SIGINT or SIGTERM)."""
    host, port = split_address(listen)
    # A forked child would inherit the demo's worker thread half-way, and could neither serve nor stop.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "pairloom.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_A_WORKER,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=load_application)
