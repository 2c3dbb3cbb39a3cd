from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pairloom.core import notes
from pairloom.core.errors import InvalidError
from pairloom.people.visitors import visitor
from pairloom.programmes import rules, services
from pairloom.programmes.forms.refusals import tell
from pairloom.programmes.forms.rounds import AboutRoundForm, PhasesForm, RoundForm
from pairloom.programmes.models import Programme, Round
from pairloom.programmes.queries import phases_with_state
from pairloom.programmes.views.access import for_programme, for_round, posted, the_round


@for_programme(rules.can_create_round)
@require_http_methods(["GET", "POST"])
def create_round(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new round, empty or made from another one; its dates come next."""
    form = RoundForm(posted(request), programme=programme)
    if request.method == "POST" and form.is_valid():
        made = services.create_round(programme=programme, **form.cleaned_data, by=visitor(request))
        notes.done(request, _("%s is there. These are the proposed dates; change what does not suit.") % made)
        return redirect("programmes:dates", programme.slug, made.slug)
    return render(request, "programmes/create_round.html", {"form": form, "programme": programme})


@for_round(rules.can_organise)
@require_http_methods(["GET", "POST"])
def about_round(request: HttpRequest, round: Round) -> HttpResponse:
    """The name of a round, and what its page says."""
    form = AboutRoundForm(posted(request), instance=the_round(round.programme.slug, round.slug))
    if request.method == "POST" and form.is_valid():
        services.edit_round(round=round, **form.cleaned_data, by=visitor(request))
        notes.done(request, _("Saved."))
        return redirect("programmes:round", round.programme.slug, round.slug)
    return render(request, "programmes/about_round.html", {"form": form, "round": round})


@for_round(rules.can_organise)
@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, round: Round) -> HttpResponse:
    """All dates on one page."""
    form = PhasesForm(posted(request), round=round)
    if request.method == "POST" and form.is_valid():
        try:
            zone = form.cleaned_data["time_zone"]
            services.set_phases(round=round, phases=form.phases(), time_zone=zone, by=visitor(request))
        except InvalidError as error:
            tell(form, error)
        else:
            notes.done(request, _("The dates are saved."))
            return redirect("programmes:dates", round.programme.slug, round.slug)
    context = {"form": form, "round": round, "phases": phases_with_state(round)}
    return render(request, "programmes/dates.html", context)
