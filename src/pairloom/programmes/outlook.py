"""What happens after somebody signed up, and when, in sentences; the page and the letter say the same."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Application
from pairloom.programmes.queries import PhaseState, phases_with_state


def outlook(application: Application) -> list[str]:
    """What the person can expect, in order of time."""
    if application.is_pausing and application.wants is None:
        return [_("You pause this time, so you need to do nothing. We ask again next time.")]
    phases = phases_with_state(application.round)
    return [sentence for phase in phases if (sentence := _sentence(phase))]


def _sentence(phase: PhaseState) -> str:
    first, last = date_format(phase.starts_on, "j F"), date_format(phase.ends_on, "j F")
    if phase.kind == PhaseKind.MATCHING:
        told = {"first": first, "last": last}
        return _("From %(first)s to %(last)s the organisers bring together who fits.") % told
    if phase.kind == PhaseKind.RUNNING:
        return _(
            "By %s you get a letter: an introduction, or an honest word that nobody could be found this time "
            "and what is open to you."
        ) % date_format(phase.starts_on, "l, j F")
    if phase.kind == PhaseKind.CHECK_IN:
        return _("From %s we ask how it goes.") % first
    return ""
