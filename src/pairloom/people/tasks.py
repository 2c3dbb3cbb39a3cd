from datetime import timedelta

from pairloom.core.jobs import job, periodic
from pairloom.people.services import erase_due_people


@periodic(every=timedelta(minutes=5))
@job(name="people.erase")
def erase() -> None:
    """Erase those whose time of grace is over."""
    erase_due_people()
