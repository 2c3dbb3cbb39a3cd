from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pairloom.core import notes
from pairloom.people.services import person_for_address
from pairloom.people.visitors import visitor
from pairloom.programmes import rules, services
from pairloom.programmes.enums import ApplicationSource, ApplicationState
from pairloom.programmes.forms.applications import ByHandForm
from pairloom.programmes.forms.filters import ApplicationFilter
from pairloom.programmes.forms.places import CorrectPlacesForm
from pairloom.programmes.models import Application, Round
from pairloom.programmes.queries import (
    answers_visible_to,
    application_counts,
    application_of,
    missing_questions,
    with_answers,
)
from pairloom.programmes.views.access import for_round, posted

A_PAGE = 50


@for_round(rules.can_see_applications)
@require_GET
def applications(request: HttpRequest, round: Round) -> HttpResponse:
    """Who signed up, with what is missing. The same number of queries for any number of people."""
    form = ApplicationFilter(request.GET)
    found = form.shown(with_answers(round, Application.objects.all())).order_by("person__name", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": round,
        "counts": application_counts(round),
        "form": form,
        "page": page,
        "rows": [(application, missing_questions(application)) for application in page],
        "narrowed": form.is_narrowed(),
        "may_organise": rules.can_organise(request.user, round),
    }
    return render(request, "programmes/applications.html", context)


@for_round(rules.can_see_applications)
@require_GET
def application(request: HttpRequest, round: Round, application: int) -> HttpResponse:
    """One person's application: all that the visitor may read of it."""
    found = get_object_or_404(with_answers(round, Application.objects.all()), pk=application)
    return _application_page(request, found, CorrectPlacesForm(application=found))


@for_round(rules.can_organise)
@require_POST
def correct_places(request: HttpRequest, round: Round, application: int) -> HttpResponse:
    found = get_object_or_404(with_answers(round, Application.objects.all()), pk=application)
    form = CorrectPlacesForm(request.POST, application=found)
    if not form.is_valid():
        return _application_page(request, found, form)
    services.correct_places(application=found, by=visitor(request), **form.places())
    notes.done(request, _("Saved."))
    return _to_application(found)


@for_round(rules.can_organise)
@require_POST
def withdraw_application(request: HttpRequest, round: Round, application: int) -> HttpResponse:
    found = _the_application(round, application)
    services.withdraw(application=found, by=visitor(request))
    undo = reverse("programmes:application-restore", args=[round.programme.slug, round.slug, application])
    notes.done(request, _("%s no longer takes part.") % found.person, undo=undo)
    return _to_application(found)


@for_round(rules.can_organise)
@require_POST
def restore_application(request: HttpRequest, round: Round, application: int) -> HttpResponse:
    found = _the_application(round, application)
    services.restore_application(application=found, by=visitor(request))
    notes.done(request, _("%s takes part again.") % found.person)
    return _to_application(found)


@for_round(rules.can_organise)
@require_http_methods(["GET", "POST"])
def add_application(request: HttpRequest, round: Round) -> HttpResponse:
    """Add somebody who wrote a mail or asked in the corridor. What is left empty they can fill in."""
    form = ByHandForm(posted(request), round=round)
    if request.method == "POST" and form.is_valid():
        person = person_for_address(email=form.cleaned_data["email"], name=form.cleaned_data["name"])
        existing = application_of(round, person)
        if existing and existing.state == ApplicationState.SUBMITTED:
            notes.refused(request, _("%s takes part already. Here is what they sent.") % person)
            return _to_application(existing)
        made = services.submit_application(
            round=round,
            person=person,
            answers=form.given_answers(),
            source=ApplicationSource.ORGANISER,
            by=visitor(request),
            **form.places(),
        )
        undo = reverse("programmes:application-withdraw", args=[round.programme.slug, round.slug, made.pk])
        notes.done(request, _("%s takes part.") % person, undo=undo)
        return _to_application(made)
    return render(request, "programmes/add_application.html", {"round": round, "form": form})


def _application_page(
    request: HttpRequest, application: Application, form: CorrectPlacesForm
) -> HttpResponse:
    context = {
        "round": application.round,
        "application": application,
        "shown": answers_visible_to(request.user, application),
        "missing": missing_questions(application),
        "form": form,
        "may_organise": rules.can_organise(request.user, application.round),
    }
    return render(request, "programmes/application.html", context)


def _the_application(round: Round, application: int) -> Application:
    return get_object_or_404(round.applications.select_related("person", "round__programme"), pk=application)


def _to_application(application: Application) -> HttpResponse:
    round = application.round
    return redirect("programmes:application", round.programme.slug, round.slug, application.pk)
