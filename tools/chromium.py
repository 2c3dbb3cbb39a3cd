"""Find the Chromium that the browser stories drive; on Debian, root can have it installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications")
MAC_PLACES = (
    MAC / "Chromium.app/Contents/MacOS/Chromium",
    MAC / "Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN_PACKAGES = ("chromium", "libatomic1")  # the second is what Playwright's own program needs
MISSING = f"""\
The browser stories need Chromium and what Playwright needs to drive it, and not all of that is here.
  Debian      apt-get install {" ".join(DEBIAN_PACKAGES)}      (as root)
  Fedora      dnf install chromium libatomic          (as root)
  elsewhere   install Chromium or Chrome; PAIRLOOM_CHROMIUM may name its program"""


def find() -> str | None:
    """The path of the browser's program: the one named by PAIRLOOM_CHROMIUM, else an installed one."""
    if named := os.environ.get("PAIRLOOM_CHROMIUM"):
        return named
    on_path = (found for name in NAMES if (found := shutil.which(name)))
    return next(on_path, None) or next((str(place) for place in MAC_PLACES if place.exists()), None)


def provide() -> str:
    """Find Chromium and its driver's needs, or install Debian's; raises `FileNotFoundError` saying how."""
    if (found := find()) and driver_runs():
        return found
    apt = shutil.which("apt-get")
    if apt is None or os.getuid() != 0:
        raise FileNotFoundError(MISSING)
    print(f"Installing Debian's {' and '.join(DEBIAN_PACKAGES)} (once).", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]):
        done = subprocess.run(
            [apt, *command], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            said = (done.stdout + done.stderr)[-2000:]
            raise FileNotFoundError(f"{MISSING}\napt-get {command[0]} said:\n{said}")
    if (found := find()) and driver_runs():
        return found
    raise FileNotFoundError(MISSING)


def driver_runs() -> bool:
    """Whether Playwright's own program finds the libraries that it needs."""
    asked = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False
    )
    return asked.returncode == 0
