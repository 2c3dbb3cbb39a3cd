"""The organiser's pages of a round, as the tabs that lead to them."""

from django.utils.translation import gettext_lazy as _

from pairloom.core.tabs import Tab, TabRow, tabs_of
from pairloom.desk import addresses
from pairloom.programmes.models import Round

TABS: tuple[TabRow, ...] = (
    ("desk:round", _("Overview"), "desk:round"),
    ("programmes:dates", _("Dates"), "programmes:dates"),
    ("programmes:questions", _("Questions"), "programmes:question"),
    ("programmes:applications", _("Sign-ups"), "programmes:application programmes:import programmes:export"),
    ("matching:proposal", _("Matching"), "matching:"),
    ("pairs:round", _("Pairs"), "pairs:"),
    (addresses.OUTBOX, _("Letters"), "messages:"),
)


def tabs(round: Round, view_name: str) -> list[Tab]:
    """All tabs, the one for the page of `view_name` marked."""
    return tabs_of(TABS, view_name=view_name, address_of=lambda page: addresses.of(page, round))
