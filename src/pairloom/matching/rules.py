"""Who may match a round."""

from pairloom.programmes.models import Round
from pairloom.programmes.rules import Viewer, can_organise


def can_match(viewer: Viewer, round: Round) -> bool:
    """See proposals with everybody in them, change them, publish one: organisers and coordinators."""
    return can_organise(viewer, round)
