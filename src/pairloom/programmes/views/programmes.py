from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pairloom.core import notes
from pairloom.people.visitors import visitor
from pairloom.programmes import rules, services
from pairloom.programmes.forms.programmes import ProgrammeForm
from pairloom.programmes.models import Programme
from pairloom.programmes.queries import (
    application_of,
    phases_with_state,
    programmes_with_rounds,
    rounds_by_standing,
    sign_up_phase,
)
from pairloom.programmes.views.access import for_programme, posted, the_programme, the_round


@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """Everything that one could take part in."""
    found = [(programme, rounds_by_standing(programme)) for programme in programmes_with_rounds()]
    context = {"programmes": found, "may_create": rules.can_create_programme(request.user)}
    return render(request, "programmes/programmes.html", context)


@require_GET
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """What a programme is for, its rounds, and how to take part."""
    found = get_object_or_404(programmes_with_rounds(), slug=programme)
    context = {
        "programme": found,
        "rounds": rounds_by_standing(found),
        "may_edit": rules.can_edit_programme(request.user, found),
        "may_organise": rules.can_create_round(request.user, found),
    }
    return render(request, "programmes/programme.html", context)


@require_GET
def round(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    """What a round is about, its dates, and where the visitor stands in it."""
    found = the_round(programme, round)
    application = application_of(found, visitor(request)) if request.user.is_authenticated else None
    context = {
        "round": found,
        "phases": phases_with_state(found),
        "sign_up": sign_up_phase(found),
        "application": application,
        "may_organise": rules.can_organise(request.user, found),
    }
    return render(request, "programmes/round.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create_programme(request: HttpRequest) -> HttpResponse:
    if not rules.can_create_programme(request.user):
        raise PermissionDenied
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = services.create_programme(**form.cleaned_data, by=visitor(request))
        notes.done(request, _("%s is there. Now make its first round.") % made)
        return redirect("programmes:programme", made.slug)
    return render(request, "programmes/edit_programme.html", {"form": form})


@for_programme(rules.can_edit_programme)
@require_http_methods(["GET", "POST"])
def edit_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = ProgrammeForm(posted(request), instance=the_programme(programme.slug))
    if request.method == "POST" and form.is_valid():
        services.edit_programme(programme=programme, **form.cleaned_data, by=visitor(request))
        notes.done(request, _("Saved."))
        return redirect("programmes:programme", programme.slug)
    return render(request, "programmes/edit_programme.html", {"form": form, "programme": programme})
