import signal
import threading

from pairloom.site.wake import wake


def worker() -> None:
    """Do the background work: mails, match runs, clean-up. Several may run at once."""
    wake("production")
    from pairloom.core.jobs import run_worker  # late: --help needs no Django

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    print("Working. Stop with Ctrl-C; the job at hand is finished first.", flush=True)
    run_worker(stop=stop)
    print("Stopped.")
