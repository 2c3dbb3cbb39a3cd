"""What can be done with messages, one verb a function."""

from pairloom.messages.services.drafting import discard, draft, edit, restore
from pairloom.messages.services.wording import (
    Wording,
    check_wording,
    reset_wording,
    restore_wording,
    save_wording,
    wording_of,
)

__all__ = [
    "Wording",
    "check_wording",
    "discard",
    "draft",
    "edit",
    "reset_wording",
    "restore",
    "restore_wording",
    "save_wording",
    "wording_of",
]
