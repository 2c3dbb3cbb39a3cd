from datetime import time

from pairloom.core.jobs import job, periodic
from pairloom.programmes import services


@periodic(daily_at=time(4, 0))
@job(name="programmes.erase_due_answers")
def erase_due_answers() -> None:
    """Delete answers after the date that was promised for them. Nobody could read them since then anyway."""
    services.erase_due_answers()
