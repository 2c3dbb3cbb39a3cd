"""Who stands behind a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pairloom.people.models import Person


def visitor(request: HttpRequest) -> Person:
    """The person who is signed in. Nobody else comes to a page that asks; whoever did would be sent away."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
