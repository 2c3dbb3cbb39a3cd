"""Taking the answers to the survey after an event."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.models import Attendee, Feedback
from pairloom.events.queries.attendance import turns_held


def answer_survey(
    *,
    attendee: Attendee,
    worth: int | None = None,
    again: bool | None = None,
    comment: str = "",
    in_touch: bool | None = None,
) -> Feedback:
    """Keep the answers of somebody who came; answering again replaces them. What is None was left open.

    Nothing is written to the audit log: who answered is nobody's business. Raises RefusedError before the
    first bell, InvalidError for a worth that is not 1 to 5.
    """
    if not turns_held(attendee.event):
        raise RefusedError(_("The survey opens when the event has begun."))
    if worth is not None and not 1 <= worth <= 5:
        raise InvalidError(_("Choose a number from 1 to 5."), {"worth": _("Choose a number from 1 to 5.")})
    answers = {"worth": worth, "again": again, "comment": comment.strip()}
    if in_touch is not None:
        answers["in_touch"] = in_touch
    feedback, _is_new = Feedback.objects.update_or_create(
        attendee=attendee, defaults={"event": attendee.event, "side": attendee.side, **answers}
    )
    return feedback
