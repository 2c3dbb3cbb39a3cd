#!/usr/bin/env python3
"""Set Pairloom up in this folder and run it. Python 3.11 or newer is enough.

    python3 start.py                 set up, then run the demo and print where to find it
    python3 start.py test            set up with the test tools, then run every check
    python3 start.py VERB ...        set up, then run `pairloom VERB ...`  (try: match --help)

The first start fetches the packages named in requirements.lock into .venv, which takes about a minute.
Later starts take seconds. Nothing outside this folder is changed.
"""

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import venv
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python would run
    sys.exit(
        "Pairloom needs Python 3.11 or newer, and this is Python {}.{}.\n"
        "If a newer one is installed, name it: python3.12 start.py".format(*sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "pairloom-setup.json"  # written last: a folder without it was never finished
LOG = VENV / "pairloom-setup.log"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"  # holds all of RUN_LOCK too

NO_INSTALLER = """\
Python has neither pip nor ensurepip here, and Pairloom needs one of them to fetch its packages.
  Debian, Ubuntu   apt-get install python3-pip      (as root)
  Fedora           dnf install python3-pip          (as root)
  macOS            brew install python              (or the installer of the Python project)
Then run this command again."""

# Where packages come from is the machine's business; where they go and what they are is ours.
KEPT_PIP_SETTINGS = {
    "PIP_CACHE_DIR",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_INDEX_URL",
    "PIP_PROXY",
    "PIP_RETRIES",
    "PIP_TRUSTED_HOST",
}


def main(arguments: list[str]) -> int:
    if arguments and arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    try:
        if arguments[:1] == ["test"]:
            set_up(TEST_LOCK)
            os.chdir(ROOT)
            return run(["-m", "tools.check", *arguments[1:]])
        set_up(RUN_LOCK)
        verb = [] if arguments and not arguments[0].startswith("-") else ["demo"]
        return run(["-m", "pairloom", *verb, *arguments])
    except OSError as error:
        sys.exit(f"Setting Pairloom up in {VENV} failed: {error}")
    except KeyboardInterrupt:
        print("\nStopped. The same command starts again.", file=sys.stderr)
        return 130


def set_up(lock: Path) -> None:
    """Bring .venv to what `lock` says; do nothing where it is there already."""
    if VENV.is_symlink():  # a checkout that borrows another one's packages: they are not ours to change
        return
    done = read_stamp()
    if done.get(lock.name) == fingerprint(lock) and done.get("place") == place() and PYTHON.exists():
        return
    if Path(sys.prefix) == VENV:
        sys.exit(
            "This is the Python inside .venv, which must be renewed: first type deactivate, then start again."
        )
    began = time.monotonic()
    pip = find_pip()
    if done.get("place") == place() and PYTHON.exists():
        say("Bringing .venv up to date.")
    else:
        make_venv(pip)
    STAMP.unlink(missing_ok=True)
    install(pip, lock)
    still_true = {name: value for name, value in done.items() if value == fingerprint(ROOT / name)}
    new = {name.name: fingerprint(name) for name in {lock, RUN_LOCK}}
    STAMP.write_text(json.dumps({"place": place(), **still_true, **new}, indent=1))
    say(f"Set up in {time.monotonic() - began:.0f} seconds.")


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def place() -> str:
    """What a virtual environment is bound to: a Python and a folder."""
    return f"Python {sys.version_info.major}.{sys.version_info.minor} in {ROOT}"


def fingerprint(lock: Path) -> str:
    """A digest that changes when the packages to install do; empty where there is no such file."""
    if not lock.is_file():
        return ""
    return hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def find_pip() -> list[str]:
    """The command that installs into .venv: this Python's pip, or the one that ensurepip puts there."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if importlib.util.find_spec("ensurepip"):
        return [str(PYTHON), "-m", "pip"]
    sys.exit(NO_INSTALLER)


def make_venv(pip: list[str]) -> None:
    if VENV.exists():
        say("The set-up in .venv is unfinished or was made elsewhere: making it afresh.")
    else:
        say("Setting Pairloom up in .venv (once).")
    venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=pip[0] == str(PYTHON))


def install(pip: list[str], lock: Path) -> None:
    LOG.write_text("")
    common = ["install", "--no-input", "--disable-pip-version-check", "--no-compile", "--progress-bar", "off"]
    exactly = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    watch([*pip, *common, *exactly], f"the packages of {lock.name}")
    watch([*pip, *common, "--no-build-isolation", "--no-deps", "-e", str(ROOT)], "Pairloom itself")


def watch(command: list[str], what: str) -> None:
    """Run pip with its talk in LOG, show how far it is, and end with its last words if it fails."""
    began = shown = time.monotonic()
    live = sys.stdout.isatty()
    with LOG.open("ab") as log:
        pip = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=pip_settings())
    try:
        while pip.poll() is None:
            time.sleep(0.2)
            if live or time.monotonic() - shown > 10:
                shown = time.monotonic()
                say(f"  {progress()}, {shown - began:.0f} s", end="\r" if live else "\n")
    finally:
        pip.terminate()
        pip.wait()
    if pip.returncode:
        said = LOG.read_text(errors="replace").splitlines()[-15:]
        sys.exit("\n".join([f"Installing {what} failed:", *said, f"All of it is in {LOG}."]))
    say(f"  installed {what} in {time.monotonic() - began:.0f} seconds".ljust(70))


def progress() -> str:
    """How far pip is, read from its own lines and from what has arrived in .venv."""
    said = LOG.read_text(errors="replace")
    chosen = re.search(r"^Installing collected packages: (.+)$", said, re.MULTILINE)
    if not chosen:
        return f"fetching packages: {len(re.findall('^Collecting ', said, re.MULTILINE))} so far"
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    arrived = sum(1 for _ in packages.glob("*.dist-info"))
    return f"installing packages: {arrived} of {chosen[1].count(',') + 1}"


def pip_settings() -> dict[str, str]:
    """The caller's environment, less the settings that would send packages elsewhere or add others."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON")) or name in KEPT_PIP_SETTINGS
    }
    return {**kept, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PYTHONUNBUFFERED": "1"}


def run(arguments: list[str]) -> int:
    """Become Python with these arguments; Windows cannot, so there it waits for it."""
    sys.stdout.flush()
    command, settings = [str(PYTHON), *arguments], bytecode_kept()
    if os.name == "nt":
        return subprocess.call(command, env=settings)
    return os.execve(PYTHON, command, settings)  # noqa: S606 - no shell is wanted


def bytecode_kept() -> dict[str, str]:
    """The caller's environment. Who wants no bytecode beside the code gets it into .venv, where that is ours.

    Without any, each server, worker and test would spend seconds on compiling the same packages.
    """
    kept = dict(os.environ)
    if not VENV.is_symlink() and kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))
    return kept


def say(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
