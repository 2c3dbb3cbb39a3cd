"""What is done with private lists and with the directory: one verb a function."""

from pairloom.interest.services.listing import be_open, leave
from pairloom.interest.services.marking import (
    block,
    look_through,
    mark,
    open_lists,
    put_off,
    put_off_no_more,
    unblock,
    withdraw,
)
from pairloom.interest.services.news import bring_news
from pairloom.interest.services.pairing import unwish, wish_to_pair
from pairloom.interest.services.rotating import reseal_all

__all__ = [
    "be_open",
    "block",
    "bring_news",
    "leave",
    "look_through",
    "mark",
    "open_lists",
    "put_off",
    "put_off_no_more",
    "reseal_all",
    "unblock",
    "unwish",
    "wish_to_pair",
    "withdraw",
]
