"""Who asked for no more mail, as keyed hashes of folded addresses, and the links by which people ask."""

from django.utils.crypto import salted_hmac

from pairloom.core.addresses import RowTokens, full_address
from pairloom.messages.models import Delivery, Suppression

EVERYTHING = ""
_tokens = RowTokens("outbox.stop")


def address_hash(address: str) -> str:
    """The same for every spelling of an address; not to be guessed back without the secret key."""
    return salted_hmac("outbox.suppression", address.strip().casefold(), algorithm="sha256").hexdigest()


def suppressed_scopes(address: str) -> set[str]:
    """The scopes that send nothing to this address; `EVERYTHING` where none may."""
    return set(Suppression.objects.filter(address_hash=address_hash(address)).values_list("scope", flat=True))


def is_suppressed(*, scope: str, address: str) -> bool:
    return bool(suppressed_scopes(address) & {scope, EVERYTHING})


def stop_address(delivery: Delivery) -> str:
    """The page on which the recipient of this delivery stops more of its kind, without signing in."""
    return full_address("messages:stop", _tokens.make(delivery))


def delivery_of(token: str) -> Delivery | None:
    """Whose stop address ends in `token`; None where we did not make it."""
    return _tokens.row(token, Delivery.objects.select_related("message"))
