"""What can be done with messages, one verb a function."""

from pairloom.messages.services.drafting import (
    Addressed,
    CalendarPart,
    discard,
    discard_drafts,
    draft,
    draft_many,
    edit,
    restore,
)
from pairloom.messages.services.releasing import (
    release,
    release_batch,
    release_many,
    retry_failed,
    take_back,
    take_back_batch,
)
from pairloom.messages.services.stopping import resume, stop
from pairloom.messages.services.wording import (
    Wording,
    check_wording,
    own_wordings,
    reset_wording,
    restore_wording,
    save_wording,
    wording_of,
)

__all__ = [
    "Addressed",
    "CalendarPart",
    "Wording",
    "check_wording",
    "discard",
    "discard_drafts",
    "draft",
    "draft_many",
    "edit",
    "own_wordings",
    "release",
    "release_batch",
    "release_many",
    "reset_wording",
    "restore",
    "restore_wording",
    "resume",
    "retry_failed",
    "save_wording",
    "stop",
    "take_back",
    "take_back_batch",
    "wording_of",
]
