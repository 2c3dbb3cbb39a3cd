from pairloom.core.errors import InvalidError


class PlaceholderError(InvalidError):
    """A wording asks for something that is not there. The message names it and the nearest that is."""


class MailPostponedError(Exception):
    """The mail server may take it later. `is_server`: that holds for every mail, not only for this one."""

    def __init__(self, reason: str, *, is_server: bool) -> None:
        super().__init__(reason)
        self.is_server = is_server


class MailRefusedError(Exception):
    """The mail server will never take it, for the reason given."""
