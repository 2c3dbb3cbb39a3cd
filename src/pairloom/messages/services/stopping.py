"""What people asked us not to send, and taking that back."""

from django.utils.translation import gettext as _

from pairloom.core.errors import RefusedError
from pairloom.messages.models import Suppression
from pairloom.messages.suppression import EVERYTHING, address_hash


def stop(*, address: str, scope: str = EVERYTHING) -> None:
    """Send no more mail of this scope, or of any, to the address."""
    if not address:
        raise RefusedError(_("There is no address here any more, and nothing will be sent."))
    Suppression.objects.get_or_create(address_hash=address_hash(address), scope=scope)


def resume(*, address: str, scope: str = EVERYTHING) -> None:
    """Send such mail again."""
    Suppression.objects.filter(address_hash=address_hash(address), scope=scope).delete()
