"""What one sees: people, one's own list, what is mutual, how one is found."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core import notes
from pairloom.interest import queries, services
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.forms import COMMUNITY, ListingForm, WantedForm
from pairloom.interest.models import Listing
from pairloom.interest.private_list import (
    COOL_DOWN,
    LONGEST_TOPIC,
    NOT_NOW,
    OPEN_MARKS,
    Mark,
    PrivateList,
)
from pairloom.interest.views.access import for_members, for_owners
from pairloom.interest.words import opener, questions
from pairloom.people.models import Person
from pairloom.people.visitors import visitor

PEOPLE_A_PAGE = 24


@require_safe
@for_members
def people(request: HttpRequest, person: Person) -> HttpResponse:
    """Who can be found, and a few who might be glad of help."""
    mine = services.look_through(by=person)
    form = WantedForm(request.GET, person=person)
    wanted = form.wanted()
    found = queries.find(person, wanted, without=mine.blocked)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, _marks_about(mine, each.person)) for each in queries.shown(person, page.object_list)],
        "suggestions": [] if request.GET else queries.suggestions_for(person, mine),
        "narrowed": wanted != queries.Wanted(),
        "free_places": mine.free_places(COMMUNITY),
        "longest_topic": LONGEST_TOPIC,
    }
    return render(request, "interest/people.html", context)


@require_safe
@for_owners
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """One's own list, which nobody else can read."""
    own = services.look_through(by=person)
    about = {mark.about for mark in own.marks} | own.blocked | set(own.not_now)
    names = Person.objects.active().in_bulk(queries.of_one_length(about))
    context = {
        "open": [(mark, names[mark.about]) for mark in own.of_state(MarkState.OPEN) if mark.about in names],
        "withdrawn": [
            (mark, names[mark.about]) for mark in own.of_state(MarkState.WITHDRAWN) if mark.about in names
        ],
        "blocked": [names[other] for other in sorted(own.blocked) if other in names],
        "put_off": [(names[other], day + NOT_NOW) for other, day in own.not_now.items() if other in names],
        "free_places": own.free_places(COMMUNITY),
        "most": OPEN_MARKS,
        "cool_down": COOL_DOWN.days,
    }
    return render(request, "interest/mine.html", context)


@require_safe
@for_owners
def mutual(request: HttpRequest, person: Person) -> HttpResponse:
    """Who found each other, and how to begin."""
    own = services.look_through(by=person, sees_news=True)
    found = queries.found_each_other(person, own)
    context = {"rows": [(each, questions(each), opener(person, each)) for each in found]}
    return render(request, "interest/mutual.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """How one is found; for somebody new, what this is about."""
    person = visitor(request)
    known = Listing.objects.filter(person=person).first()
    form = ListingForm(request.POST or None, instance=known, person=person)
    if request.method == "POST" and form.is_valid():
        services.be_open(person=person, **form.cleaned_data)
        notes.done(request, _("Saved. You can change it at any time."))
        return redirect("interest:people")
    context = {"form": form, "is_open": known is not None, "most": OPEN_MARKS, "cool_down": COOL_DOWN.days}
    return render(request, "interest/listing.html", context)


@require_POST
@for_members
def leave(request: HttpRequest, person: Person) -> HttpResponse:
    """Take no part any more."""
    services.leave(person=person)
    notes.done(request, _("Nobody finds you any more, and your open marks are taken back."))
    return redirect("desk:me")


def _marks_about(mine: PrivateList, other: Person) -> dict[str, Mark | None]:
    """The marks about somebody by kind, open ones and those that both know to be mutual."""
    made = {kind: mine.find(other.pk, kind, COMMUNITY) for kind in (Kind.LEARN, Kind.HELP)}
    return {
        str(kind.value): mark if mark and mark.state != MarkState.WITHDRAWN else None
        for kind, mark in made.items()
    }
