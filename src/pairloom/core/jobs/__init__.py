"""Work for later: jobs by name, kept in the database, tried again, run on time, rescued from dead workers.

    @job(name="people.remind", attempts=3)
    def remind(*, person: int) -> None: ...

    remind.enqueue(person=3)

Jobs live in an app's `tasks.py`. See `docs/architecture/jobs.md`.
"""

from pairloom.core.jobs.registry import Job, job
from pairloom.core.jobs.schedule import periodic
from pairloom.core.jobs.worker import Pace, run_worker

__all__ = ["Job", "Pace", "job", "periodic", "run_worker"]
