"""Why a mentee meets a mentor, in one line that names nobody and tells only what both share."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pairloom.engines.affinity import Profile
from pairloom.events.bridge.people import SHOWN_TOPICS

SHOWN = 3
LONGEST = 300  # characters


def reason(mentee: Profile | None, mentor: Profile | None) -> str:
    """The topics that one asks about and the other helps with, or what else they could begin with."""
    if mentee is None or mentor is None:
        return ""
    offered = {item.text.casefold() for item in mentor.list(SHOWN_TOPICS)}
    common = [item.text for item in mentee.list("topics_wanted") if item.text.casefold() in offered]
    if common:
        return Truncator(_("Helps with %(topics)s.") % {"topics": _listed(common[:SHOWN])}).chars(LONGEST)
    if mentor.list(SHOWN_TOPICS):
        topics = _listed([item.text for item in mentor.list(SHOWN_TOPICS)][:SHOWN])
        return Truncator(_("New ground for you: %(topics)s.") % {"topics": topics}).chars(LONGEST)
    return _("An open conversation: ask what brought them here.")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
