"""Opens a page to those who may manage a scope's messages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import register_converter

from pairloom.messages import scopes
from pairloom.messages.models import Message
from pairloom.messages.rules import can_manage_messages

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


class ScopeConverter:
    """`programme/3` in an address, `programme:3` in Python."""

    regex = "[a-z]+/[0-9]+"

    def to_python(self, value: str) -> str:
        return value.replace("/", ":")

    def to_url(self, value: str) -> str:
        return value.replace(":", "/")


register_converter(ScopeConverter, "scope")


def for_managers(view: View[P]) -> View[P]:
    """404 where there is no such kind of scope, 403 for those who may not manage this one."""

    @wraps(view)
    def guarded(request: HttpRequest, scope: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not scopes.exists(scope):
            raise Http404
        if not can_manage_messages(request.user, scope):  # type: ignore[arg-type]
            raise PermissionDenied
        return view(request, scope, *args, **kwargs)

    return login_required(guarded)


def message_of(scope: str, pk: int) -> Message:
    return get_object_or_404(
        Message.objects.select_related("released_by").prefetch_related("deliveries"), scope=scope, pk=pk
    )


def scope_context(scope: str) -> dict[str, object]:
    """What every page of a scope shows."""
    return {"scope": scope, "scope_title": scopes.title(scope), "scope_page": scopes.page(scope)}
