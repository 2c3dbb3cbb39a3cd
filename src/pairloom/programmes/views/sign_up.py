from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pairloom.core import audit, notes
from pairloom.core.errors import RefusedError
from pairloom.people.enums import ConsentKind
from pairloom.people.models import Person
from pairloom.people.queries import has_consented
from pairloom.people.services import update_profile
from pairloom.people.visitors import visitor
from pairloom.programmes import services
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.forms.applications import SignUpForm
from pairloom.programmes.models import Application, Round
from pairloom.programmes.outlook import outlook
from pairloom.programmes.queries import (
    answers_visible_to,
    application_of,
    is_open_for_sign_up,
    phases_with_state,
    sign_up_phase,
)
from pairloom.programmes.views.access import posted, the_round

DRAFT = "draft"  # the name of the button that keeps a draft


@login_required
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    """Sign up, or change how. Saves as a draft while somebody writes; sending it takes part."""
    found, person = the_round(programme, round), visitor(request)
    application = application_of(found, person)
    if not is_open_for_sign_up(found):
        return _closed(request, found, application)
    if request.method == "GET":
        form = _form(request, found, application, person)
        return _page(request, form, application)
    if request.htmx or DRAFT in request.POST:  # type: ignore[attr-defined]
        return _save_draft(request, found, application, person)
    form = _form(request, found, application, person)
    if not form.is_valid():
        return _page(request, form, application)
    update_profile(person=person, by=person, name=form.cleaned_data["name"])
    services.submit_application(
        round=found,
        person=person,
        answers=form.answers(),
        agreed_to=form.agreed_to(),
        by=person,
        **form.places(),
    )
    return redirect("programmes:applied", programme, round)


@login_required
@require_GET
def applied(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    """It has arrived: what happens next, and when."""
    found = the_round(programme, round)
    application = get_object_or_404(
        Application, round=found, person=visitor(request), state=ApplicationState.SUBMITTED
    )
    context = {
        "round": found,
        "application": application,
        "sign_up": sign_up_phase(found),
        "outlook": outlook(application),
    }
    return render(request, "programmes/applied.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    found = the_round(programme, round)
    application = get_object_or_404(Application, round=found, person=visitor(request))
    services.withdraw(application=application, by=visitor(request))
    undo = reverse("programmes:come-back", args=[programme, round])
    notes.done(request, _("You no longer take part in %s.") % found, undo=undo)
    return redirect("programmes:round", programme, round)


@login_required
@require_POST
def come_back(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    """Undo a withdrawal."""
    found = the_round(programme, round)
    application = get_object_or_404(Application, round=found, person=visitor(request))
    try:
        services.restore_application(application=application, by=visitor(request))
        notes.done(request, _("You take part in %s again.") % found)
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("programmes:round", programme, round)


def _form(
    request: HttpRequest, round: Round, application: Application | None, person: Person, lenient: bool = False
) -> SignUpForm:
    programme = round.programme
    document = audit.reference(programme)
    agreed = has_consented(person, ConsentKind.CONDUCT, document, programme.code_of_conduct_version)
    return SignUpForm(
        posted(request),
        round=round,
        person=person,
        application=application,
        must_agree=bool(programme.code_of_conduct) and not agreed,
        lenient=lenient,
    )


def _save_draft(
    request: HttpRequest, round: Round, application: Application | None, person: Person
) -> HttpResponse:
    """Keep what is right so far. A script gets a word beside the button, others the page with a note."""
    form = _form(request, round, application, person, lenient=True)
    form.is_valid()
    if form.cleaned_data.get("name"):
        update_profile(person=person, by=person, name=form.cleaned_data["name"])
    services.save_draft(round=round, person=person, answers=form.answers_so_far(), **form.places())
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "programmes/saved.html", {"form": form})
    if form.errors:
        return _page(request, form, application_of(round, person))
    notes.done(request, _("Saved as a draft. You take part when you send it, before the deadline."))
    return redirect("programmes:apply", round.programme.slug, round.slug)


def _page(request: HttpRequest, form: SignUpForm, application: Application | None) -> HttpResponse:
    context = {
        "round": form.round,
        "form": form,
        "application": application,
        "is_sent": application is not None and application.state == ApplicationState.SUBMITTED,
        "sign_up": sign_up_phase(form.round),
    }
    return render(request, "programmes/apply.html", context)


def _closed(request: HttpRequest, round: Round, application: Application | None) -> HttpResponse:
    """Too early or too late: when it opens, or what somebody sent."""
    context = {
        "round": round,
        "application": application,
        "shown": answers_visible_to(request.user, application) if application else [],
        "phases": phases_with_state(round),
        "sign_up": sign_up_phase(round),
    }
    return render(request, "programmes/closed.html", context)
