"""Finding what a page is about, and asking first whether the visitor may."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404

from pairloom.programmes.models import Programme, Round
from pairloom.programmes.rules import Viewer

View = Callable[..., HttpResponse]


def the_programme(slug: str) -> Programme:
    return get_object_or_404(Programme, slug=slug)


def the_round(programme: str, slug: str) -> Round:
    rounds = Round.objects.select_related("programme")
    return get_object_or_404(rounds, programme__slug=programme, slug=slug)


def for_programme(rule: Callable[[Viewer, Programme], bool]) -> Callable[[View], View]:
    """Give the view the programme that its address names, if `rule` allows the visitor."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def allowed(request: HttpRequest, programme: str, **rest: Any) -> HttpResponse:
            found = the_programme(programme)
            if not rule(request.user, found):
                raise PermissionDenied
            return view(request, found, **rest)

        return allowed

    return decorate


def for_round(rule: Callable[[Viewer, Round], bool]) -> Callable[[View], View]:
    """Give the view the round that its address names, if `rule` allows the visitor."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def allowed(request: HttpRequest, programme: str, round: str, **rest: Any) -> HttpResponse:
            found = the_round(programme, round)
            if not rule(request.user, found):
                raise PermissionDenied
            return view(request, found, **rest)

        return allowed

    return decorate


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, an empty one too; None where the form was only asked for."""
    return request.POST if request.method == "POST" else None
