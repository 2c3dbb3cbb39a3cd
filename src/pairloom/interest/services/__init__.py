"""What is done with private lists and with the directory: one verb a function."""

from pairloom.interest.services.marking import (
    block,
    look_through,
    mark,
    open_lists,
    put_off,
    unblock,
    withdraw,
)

__all__ = ["block", "look_through", "mark", "open_lists", "put_off", "unblock", "withdraw"]
