from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pairloom.core import notes
from pairloom.core.errors import RefusedError
from pairloom.people.models import Person
from pairloom.people.services import person_for_address
from pairloom.people.visitors import visitor
from pairloom.programmes import rules, services
from pairloom.programmes.enums import Role
from pairloom.programmes.forms.programmes import TeamForm
from pairloom.programmes.models import Programme
from pairloom.programmes.queries import programme_team
from pairloom.programmes.views.access import for_programme, posted


@for_programme(rules.can_manage_team)
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who runs the programme, and a form to add somebody."""
    form = TeamForm(posted(request))
    if request.method == "POST" and form.is_valid():
        person = person_for_address(email=form.cleaned_data["email"])
        _add(request, programme, person, Role(form.cleaned_data["role"]))
        return redirect("programmes:team", programme.slug)
    context = {"programme": programme, "team": programme_team(programme), "form": form}
    return render(request, "programmes/team.html", context)


@for_programme(rules.can_manage_team)
@require_POST
def add_to_team(request: HttpRequest, programme: Programme, person: int, role: str) -> HttpResponse:
    """Give a role back that was just taken away."""
    _add(request, programme, get_object_or_404(Person, pk=person), _role(role))
    return redirect("programmes:team", programme.slug)


@for_programme(rules.can_manage_team)
@require_POST
def remove_from_team(request: HttpRequest, programme: Programme, person: int, role: str) -> HttpResponse:
    found = get_object_or_404(Person, pk=person)
    by, taken = visitor(request), _role(role)
    try:
        services.remove_from_team(programme=programme, person=found, role=taken, by=by)
    except RefusedError as error:
        notes.refused(request, error.message)
    else:
        undo = reverse("programmes:add-to-team", args=[programme.slug, person, role])
        said = _("%(person)s is no longer %(role)s.") % {"person": found, "role": taken.label}
        may_still = rules.can_manage_team(by, programme)
        notes.done(request, said, undo=undo if may_still else "")
        if not may_still:
            return redirect("programmes:programme", programme.slug)
    return redirect("programmes:team", programme.slug)


def _role(name: str) -> Role:
    if name not in Role.values:
        raise Http404("There is no such role.")
    return Role(name)


def _add(request: HttpRequest, programme: Programme, person: Person, role: Role) -> None:
    services.add_to_team(programme=programme, person=person, role=role, by=visitor(request))
    undo = reverse("programmes:remove-from-team", args=[programme.slug, person.pk, role])
    said = _("%(person)s is now %(role)s.") % {"person": person, "role": role.label}
    notes.done(request, said, undo=undo)
