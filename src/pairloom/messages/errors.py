from pairloom.core.errors import InvalidError


class PlaceholderError(InvalidError):
    """A wording asks for something that is not there. The message names it and the nearest that is."""
