"""Finding the event that an address names, and asking first whether the visitor may."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.programmes.rules import Viewer

View = Callable[..., HttpResponse]


def number_in(text: str) -> int:
    """The number that a form or an address sent; 0, which is nobody's, for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def the_event(slug: str) -> Event:
    return get_object_or_404(Event.objects.select_related("programme"), slug=slug)


def for_event(rule: Callable[[Viewer, Event], bool]) -> Callable[[View], View]:
    """Give the view the event that its address names, if `rule` allows the visitor.

    Whoever may not even see it gets the answer of an address that does not exist.
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def allowed(request: HttpRequest, event: str, **rest: Any) -> HttpResponse:
            found = the_event(event)
            if not rules.can_see(request.user, found):
                raise Http404
            if not rule(request.user, found):
                raise PermissionDenied
            return view(request, found, **rest)

        return allowed

    return decorate
