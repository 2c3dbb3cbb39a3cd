"""The way into every matching page: the round of the address, for those who may match it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from pairloom.matching.rules import can_match
from pairloom.programmes.models import Round

P = ParamSpec("P")


def for_matchers(
    view: Callable[Concatenate[HttpRequest, Round, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the view its round. Who is not signed in signs in first; who may not match gets a 403."""

    @login_required
    @wraps(view)
    def guarded(
        request: HttpRequest, programme_slug: str, round_slug: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        round = get_object_or_404(
            Round.objects.select_related("programme"), programme__slug=programme_slug, slug=round_slug
        )
        if not can_match(request.user, round):
            raise PermissionDenied
        return view(request, round, *args, **kwargs)

    return guarded
