from pairloom.core.errors import PairloomError


class UnreadableError(PairloomError):
    """No key that is given opens a private list: a key is missing, or the row was altered."""
