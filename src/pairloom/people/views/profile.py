from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from pairloom.people.enums import ProfilePart
from pairloom.people.queries import profile_of
from pairloom.people.services import update_profile
from pairloom.people.steps import STEPS, Step, step_after, step_before, step_called
from pairloom.people.visitors import visitor
from pairloom.people.week_words import times_by_day


@login_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """What this person has told, to read through, with the way to change each part."""
    told = profile_of(visitor(request))
    week = told[ProfilePart.AVAILABILITY]
    context = {"profile": told, "steps": _progress(told), "times": times_by_day(week), "hours": week.hours}
    return render(request, "people/profile.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def profile_step(request: HttpRequest, slug: str) -> HttpResponse:
    """One step. Whatever is valid is kept, also while somebody is still typing elsewhere on the page."""
    step = step_called(slug)
    if step is None:
        raise Http404("There is no such step.")
    person = visitor(request)
    if request.method == "GET":
        told = profile_of(person)
        return _step_page(request, step, step.form(initial=told), told)
    form = step.form(request.POST)
    is_complete = form.is_valid()
    update_profile(person=person, by=person, **form.cleaned_data)
    if request.htmx:  # type: ignore[attr-defined]
        context = {"form": form, "step": step, "steps": _progress(profile_of(person)), "is_autosave": True}
        return render(request, "people/saved.html", context)
    if not is_complete:
        return _step_page(request, step, form, profile_of(person))
    following = step_after(step)
    return redirect("people:profile-step", following.slug) if following else redirect("people:profile")


def _step_page(request: HttpRequest, step: Step, form: Any, told: Mapping[str, Any]) -> HttpResponse:
    context = {
        "form": form,
        "step": step,
        "steps": _progress(told),
        "before": step_before(step),
        "after": step_after(step),
    }
    return render(request, "people/profile_step.html", context)


def _progress(told: Mapping[str, Any]) -> list[tuple[Step, bool]]:
    return [(step, step.is_filled(told)) for step in STEPS]
