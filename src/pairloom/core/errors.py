"""What can go wrong in a way that a person can mend."""

from collections.abc import Mapping


class PairloomError(Exception):
    """Base of every error whose message is meant for the person in front of the page or terminal."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class RefusedError(PairloomError):
    """The rules do not allow it now: the wrong phase, a closed round, somebody else's place."""


class StaleError(PairloomError):
    """Somebody else changed the thing after this person last saw it."""


class InvalidError(PairloomError):
    """What was entered cannot be taken; `fields` maps a field's name to what to do about it."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})
