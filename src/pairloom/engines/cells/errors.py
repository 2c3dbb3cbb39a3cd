"""The one error that a cell can raise."""


class CellError(ValueError):
    """A cell that cannot be read; the message names the text and what was expected, not the place."""
