"""Find the Chromium that the browser stories drive; on Debian, root can have it installed."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications")
MAC_PLACES = (
    MAC / "Chromium.app/Contents/MacOS/Chromium",
    MAC / "Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "The browser stories need Chromium, and there is none here.\n"
    "  Debian      apt-get install chromium      (as root)\n"
    "  Fedora      dnf install chromium          (as root)\n"
    "  elsewhere   install Chromium or Chrome; PAIRLOOM_CHROMIUM may name its program"
)


def find() -> str | None:
    """The path of the browser's program: the one named by PAIRLOOM_CHROMIUM, else an installed one."""
    if named := os.environ.get("PAIRLOOM_CHROMIUM"):
        return named
    on_path = (found for name in NAMES if (found := shutil.which(name)))
    return next(on_path, None) or next((str(place) for place in MAC_PLACES if place.exists()), None)


def provide() -> str:
    """Find Chromium, or install Debian's where we may; raises `FileNotFoundError` saying what to do."""
    if found := find():
        return found
    apt = shutil.which("apt-get")
    if apt is None or os.getuid() != 0:
        raise FileNotFoundError(MISSING)
    print("Installing Debian's chromium (once).", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            [apt, *command], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            raise FileNotFoundError(
                f"{MISSING}\napt-get {command[0]} said:\n{(done.stdout + done.stderr)[-2000:]}"
            )
    if found := find():
        return found
    raise FileNotFoundError(MISSING)
