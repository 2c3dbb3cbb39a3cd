from datetime import time

from pairloom.core.jobs import job, periodic, queue


@periodic(daily_at=time(3, 30))
@job(name="core.prune_jobs")
def prune_jobs() -> None:
    """Forget jobs that ended long ago."""
    queue.prune()
