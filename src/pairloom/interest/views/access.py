"""Who is there; and pages whose size tells nothing of what stands on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pairloom.interest.errors import UnreadableError
from pairloom.interest.rules import is_open_to_it
from pairloom.people.models import Person
from pairloom.people.visitors import visitor

View = Callable[..., HttpResponse]
STEP = 65_536  # bytes
_COMMENT = b"<!--%s-->"


def for_members(view: View) -> View:
    """Give the view the person who is signed in and takes part; others are told what it is about."""

    @wraps(view)
    def allowed(request: HttpRequest, person: Person, **rest: Any) -> HttpResponse:
        if not is_open_to_it(person):
            return redirect("interest:listing")
        return view(request, person, **rest)

    return for_owners(allowed)


def for_owners(view: View) -> View:
    """Give the view the person who is signed in, for their own list: one may have marks of events only."""

    @login_required
    @wraps(view)
    def allowed(request: HttpRequest, **rest: Any) -> HttpResponse:
        person = visitor(request)
        return of_one_size(view)(request, person, **rest)

    return allowed


def of_one_size(view: View) -> View:
    """For pages on which marks stand or are made: their size tells nothing; without the key they say so."""

    @wraps(view)
    def padded(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponse:
        try:
            return _padded(view(request, *args, **rest))
        except UnreadableError:
            return render(request, "interest/unreadable.html", status=503)

    return padded


def _padded(answer: HttpResponse) -> HttpResponse:
    """Filled up to whole steps, so that a log of sizes does not show a mark more or less on a page."""
    answer["Cache-Control"] = "no-store, no-transform"
    if answer.status_code == 200:
        missing = -(len(answer.content) + len(_COMMENT % b"")) % STEP
        answer.content += _COMMENT % (b" " * missing)
    return answer
