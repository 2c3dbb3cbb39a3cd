"""Try the README on a bare Debian 12: nothing but python3 and python3-pip, in a chroot of its own.

The committed state is tried. Without --with-tests only the first command is: it must set up, answer, stop
when asked to, and on the second start answer within seconds with everything still there.
"""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SUITE = "bookworm"
PACKAGES = "python3,python3-pip,ca-certificates"
SKIPPED = 77  # "could not run here", as tools.check understands it
FIRST_START = 300  # seconds, with every package to fetch
SECOND_START = 20
PATIENCE_TO_STOP = 15
# How the machine reaches the outside; nothing else of its environment goes into the chroot.
NETWORK = ("PIP_CERT", "PIP_INDEX_URL", "PIP_PROXY", "SSL_CERT_FILE", "http_proxy", "https_proxy", "no_proxy")


def main(arguments: list[str]) -> int:
    if missing := what_is_missing():
        print(f"SKIPPED: a bare Debian cannot be made here: {missing}.")
        return SKIPPED
    with TemporaryDirectory(prefix="pairloom-bare-") as folder:
        system = Path(folder)
        with timed("made a bare Debian"):
            make_system(system)
        with timed("first start: set up, demo answers"):
            kept = start_and_stop(system, FIRST_START)
        with timed("second start: demo answers"):
            if start_and_stop(system, SECOND_START) != kept:
                sys.exit("The second start did not find what the first one had made.")
        if "--with-tests" in arguments:
            with timed("python3 start.py test"):
                subprocess.run(inside(system, "python3 start.py test"), check=True)
    return 0


def what_is_missing() -> str:
    if sys.platform != "linux" or os.getuid() != 0:
        return "it takes root on Linux"
    programs = [name for name in ("debootstrap", "unshare", "chroot", "git") if not shutil.which(name)]
    return f"{', '.join(programs)} not installed" if programs else ""


def make_system(system: Path) -> None:
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, str(system), *mirror()]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"debootstrap failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    shutil.copy("/etc/resolv.conf", system / "etc/resolv.conf")
    (system / "etc/hosts").write_text(
        "127.0.0.1 localhost\n"
    )  # Debian's installer writes it, debootstrap does not
    authorities = ssl.get_default_verify_paths().cafile
    if authorities:
        shutil.copy(authorities, system / "etc/ssl/certs/ca-certificates.crt")
    project = system / "root/pairloom"
    project.mkdir()
    trusted = ("git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT))
    archive = subprocess.run([*trusted, "archive", "HEAD"], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(project)], input=archive, check=True)


def mirror() -> list[str]:
    """Where this machine gets this Debian from, if it does; else debootstrap's own choice."""
    if not shutil.which("apt-get"):
        return []
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"]
    lines = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    found = (line.split()[0] for line in lines if line.split()[1:] == [SUITE])
    return [place for place in found if "security" not in place][:1]


def inside(system: Path, command: str) -> list[str]:
    """What runs `command` in the system's copy of the project, with mounts that end with it."""
    network = {name: os.environ[name] for name in NETWORK if name in os.environ}
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"} | network
    mounts = f"mount -t proc proc {system}/proc && mount --rbind /dev {system}/dev"
    enter = f"exec chroot {system} sh -c 'cd /root/pairloom && exec {command}'"
    assigned = [f"{name}={value}" for name, value in environment.items()]
    return ["env", "-i", *assigned, "unshare", "--mount", "sh", "-c", f"{mounts} && {enter}"]


def start_and_stop(system: Path, patience: int) -> set[str]:
    """Start the demo, wait until it answers, stop it as Ctrl-C does; return the names of what it keeps."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{unused.getsockname()[1]}"
    command = inside(system, f"python3 start.py --listen {listen}")
    demo = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for_answer(demo, f"http://{listen}/healthz", patience)
        os.killpg(demo.pid, signal.SIGINT)  # as a terminal does: the server and all that it started
        demo.wait(timeout=PATIENCE_TO_STOP)
    except subprocess.TimeoutExpired:
        sys.exit(f"The demo did not stop within {PATIENCE_TO_STOP} seconds of Ctrl-C.")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGKILL)
    return {path.name for path in (system / "root/pairloom/data").iterdir()}


def wait_for_answer(demo: subprocess.Popen[bytes], address: str, patience: int) -> None:
    began = time.monotonic()
    while time.monotonic() - began < patience:
        if demo.poll() is not None:
            sys.exit(f"The demo ended with {demo.returncode} before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    sys.exit(f"The demo did not answer within {patience} seconds.")


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"[bare] {what}: {time.monotonic() - began:.0f} seconds", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
