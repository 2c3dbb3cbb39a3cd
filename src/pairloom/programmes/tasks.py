from datetime import time

from pairloom.core.jobs import job, periodic
from pairloom.programmes import services
from pairloom.programmes.imports.services import forget_unconfirmed


@periodic(daily_at=time(4, 0))
@job(name="programmes.erase_due_answers")
def erase_due_answers() -> None:
    """Delete answers after the date that was promised for them. Nobody could read them since then anyway."""
    services.erase_due_answers()


@periodic(daily_at=time(4, 30))
@job(name="programmes.forget_unconfirmed_imports")
def forget_unconfirmed_imports() -> None:
    """Delete spreadsheets that were uploaded and not confirmed for a week, with everybody's rows."""
    forget_unconfirmed()
