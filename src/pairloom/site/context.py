from django.conf import settings
from django.http import HttpRequest

from pairloom.core import clock


def site(request: HttpRequest) -> dict[str, object]:
    """What every page may show: the community, the time by the one clock, whether this is a rehearsal."""
    return {
        "community": settings.COMMUNITY,
        "is_demo": settings.IS_DEMO,
        "now": clock.now(),
        "is_rehearsal": bool(clock.offset()),
    }
