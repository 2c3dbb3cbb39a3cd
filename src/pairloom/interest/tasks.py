from datetime import time

from pairloom.core.jobs import job, periodic
from pairloom.interest.services import bring_news as bring


@periodic(daily_at=time(9))
@job(name="interest.bring_news")
def bring_news() -> None:
    """Tell those whose interest has become mutual. The hour is fixed, so that it tells nothing."""
    bring()
