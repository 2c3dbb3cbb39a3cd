"""The organiser's pages of a round, as the tabs that lead to them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairloom.desk import addresses
from pairloom.programmes.models import Round


@dataclass(frozen=True)
class Tab:
    title: Promise | str
    address: str
    is_here: bool


TABS: tuple[tuple[str, Promise, str], ...] = (
    ("desk:round", _("Overview"), "desk:round"),
    ("programmes:dates", _("Dates"), "programmes:dates"),
    ("programmes:questions", _("Questions"), "programmes:question"),
    ("programmes:applications", _("Sign-ups"), "programmes:application programmes:import programmes:export"),
    ("matching:proposal", _("Matching"), "matching:"),
    ("pairs:round", _("Pairs"), "pairs:"),
    (addresses.OUTBOX, _("Letters"), "messages:"),
)


def tabs(round: Round, view_name: str) -> list[Tab]:
    """All tabs; the one is marked whose pages (by the beginning of the view's name) hold `view_name`."""
    return [
        Tab(title, addresses.of(page, round), view_name.startswith(tuple(own.split())))
        for page, title, own in TABS
    ]
