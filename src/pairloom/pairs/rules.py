"""Who may see a pair."""

from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.rules import Viewer, can_organise


def can_see(viewer: Viewer, pair: Pair) -> bool:
    """The two themselves, and those who run the programme; without a round nobody but the two."""
    return is_half(viewer, pair) or (pair.round is not None and can_organise(viewer, pair.round))


def is_half(viewer: Viewer, pair: Pair) -> bool:
    """Whether the viewer is one of the two."""
    return isinstance(viewer, Person) and viewer.pk in (pair.mentor_id, pair.mentee_id)
