"""The server as the person at its terminal meets it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest


def wait_for_answer(address: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Ctrl-C reaches a process group only where there are some"
)
@pytest.mark.parametrize("attempt", [1, 2, 3])  # what hung, hung in one of two
def test_ctrl_c_stops_the_server_and_its_workers(tmp_path: Path, attempt: int) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{unused.getsockname()[1]}"
    settings = os.environ | {"PAIRLOOM_DATA": str(tmp_path), "PAIRLOOM_ADDRESS": f"http://{listen}"}
    settings.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "pairloom", "serve", "--listen", listen]
    server = subprocess.Popen(command, env=settings, start_new_session=True)
    try:
        wait_for_answer(f"http://{listen}/healthz")
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(timeout=20) == 0
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", int(listen.split(":")[1])))
    finally:
        server.kill()
