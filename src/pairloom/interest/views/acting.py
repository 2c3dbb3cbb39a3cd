"""What one does with one's own list, all at one address and with one answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pairloom.core import notes
from pairloom.core.audit import reference
from pairloom.core.errors import PairloomError
from pairloom.interest import services
from pairloom.interest.enums import Kind
from pairloom.interest.errors import UnreadableError
from pairloom.interest.forms import COMMUNITY, ActForm
from pairloom.interest.private_list import BY_THEMSELVES
from pairloom.interest.rules import can_note, is_open_to_it
from pairloom.interest.views.access import for_owners
from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.models import Round

Act = Callable[[Person, Person, dict[str, Any]], Pair | None]


@require_POST
@for_owners
def act(request: HttpRequest, person: Person) -> HttpResponse:
    """Do one thing with one's own list. The answer is the same whatever others marked."""
    form = ActForm(request.POST)
    if not form.is_valid():
        notes.refused(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request, form.data.get("next", ""))
    values = form.cleaned_data
    about = get_object_or_404(Person.objects.active(), pk=values["about"])
    takes_part = is_open_to_it(person)  # asked for every act, so that its statements do not tell which it was
    may_note = can_note(person, about, services.look_through(by=person))
    if values["act"] not in _ACTS or not may_note or (values["act"] == "mark" and not takes_part):
        raise Http404
    try:
        pair = _ACTS[values["act"]](person, about, values)
    except UnreadableError:
        raise
    except PairloomError as error:
        notes.refused(request, error.message)
        return _back(request, values["next"])
    if pair:
        notes.done(request, _("You are a pair now."))
        return redirect("pairs:pair", pair.pk)
    notes.done(request, _("Your list is written. Nobody else can read it."))
    return _back(request, values["next"])


def _mark(person: Person, about: Person, values: dict[str, Any]) -> None:
    if values["kind"] not in (Kind.LEARN, Kind.HELP):
        raise Http404
    services.mark(by=person, about=about, kind=values["kind"], scope=COMMUNITY, topic=values["topic"])


def _withdraw(person: Person, about: Person, values: dict[str, Any]) -> None:
    if not values["kind"]:
        raise Http404
    services.withdraw(by=person, about=about.pk, kind=values["kind"], scope=values["scope"])


def _wish(person: Person, about: Person, values: dict[str, Any]) -> Pair | None:
    return services.wish_to_pair(by=person, about=about, round=_round(values["wish"]))


def _round(wish: str) -> Round | None:
    if wish == BY_THEMSELVES:
        return None
    kind, _, key = wish.partition(":")
    found = get_object_or_404(Round, pk=key) if key.isdecimal() else None
    if found is None or reference(found) != f"{kind}:{key}":
        raise Http404
    return found


_ACTS: dict[str, Act] = {
    "mark": _mark,
    "withdraw": _withdraw,
    "block": lambda person, about, values: services.block(by=person, about=about),
    "unblock": lambda person, about, values: services.unblock(by=person, about=about.pk),
    "not-now": lambda person, about, values: services.put_off(by=person, about=about),
    "suggest": lambda person, about, values: services.put_off_no_more(by=person, about=about.pk),
    "pair": _wish,
    "unpair": lambda person, about, values: services.unwish(by=person, about=about),
}


def _back(request: HttpRequest, following: str) -> HttpResponse:
    is_ours = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
    return redirect(following if is_ours and following.startswith("/") else reverse("interest:people"))
