"""Who may do what, on one screen."""

from __future__ import annotations

from pairloom.interest.models import Listing
from pairloom.interest.private_list import PrivateList
from pairloom.interest.queries.directory import listings_for
from pairloom.people.models import Person


def is_open_to_it(person: Person) -> bool:
    """Whether somebody chose to take part; everybody else sees only what it is."""
    return Listing.objects.filter(person=person).exists()


def can_note(person: Person, about: Person, mine: PrivateList) -> bool:
    """Whether `about` may go on a person's list: whom they find in the directory, or who is on it already.

    The directory is asked in any case: a statement less would tell that somebody is on the list.
    """
    is_found = listings_for(person).filter(person=about).exists()
    is_marked = any(mark.about == about.pk for mark in mine.marks)
    return is_found or is_marked or about.pk in mine.blocked or about.pk in mine.not_now
