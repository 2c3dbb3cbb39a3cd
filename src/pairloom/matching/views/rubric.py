"""What counts in a round: as a page, and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core.errors import InvalidError
from pairloom.core.notes import done
from pairloom.matching.bridge.rubric import effective_rubric, rubric_text
from pairloom.matching.queries.rubrics import criteria_of, rules_of
from pairloom.matching.queries.runs import matching_of
from pairloom.matching.rubric_forms import RubricFileForm, RubricForm
from pairloom.matching.services.rubric import save_rubric, save_rubric_file, use_standard_rubric
from pairloom.matching.views.access import for_matchers
from pairloom.people.visitors import visitor
from pairloom.programmes.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
@for_matchers
def rubric(request: HttpRequest, round: Round) -> HttpResponse:
    """Weights and rules, with a field for each."""
    criteria, rules = criteria_of(round), rules_of(round)
    if request.method != "POST":
        return _page(request, round, {"criteria": criteria, "rules": rules})
    form = RubricForm(request.POST, criteria, rules)
    if form.is_valid():
        try:
            save_rubric(round=round, rubric=form.rubric(effective_rubric(round.rubric)), by=visitor(request))
        except InvalidError as error:
            form.errors["all"] = error.message
        else:
            return _saved(request, round)
    typed = {"criteria": form.criteria, "rules": form.rules, "errors": form.errors, "typed": request.POST}
    return _page(request, round, typed, status=422)


@require_safe
@for_matchers
def download(request: HttpRequest, round: Round) -> HttpResponse:
    """The rubric as the file that `pairloom match --rubric` reads."""
    answer = HttpResponse(rubric_text(round.rubric), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{round.slug}-rubric.toml"'
    return answer


@require_POST
@for_matchers
def upload(request: HttpRequest, round: Round) -> HttpResponse:
    """Take the rubric of a file, if it makes sense as a whole."""
    form = RubricFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            save_rubric_file(round=round, content=form.cleaned_data["file"].read(), by=visitor(request))
        except InvalidError as error:
            form.add_error("file", error.message)
        else:
            return _saved(request, round)
    lines = {"criteria": criteria_of(round), "rules": rules_of(round), "file_form": form}
    return _page(request, round, lines, status=422)


@require_POST
@for_matchers
def standard(request: HttpRequest, round: Round) -> HttpResponse:
    """Back to the standard rubric."""
    use_standard_rubric(round=round, by=visitor(request))
    return _saved(request, round)


def _saved(request: HttpRequest, round: Round) -> HttpResponse:
    done(request, _("Saved. The next run counts this way."))
    return redirect("matching:rubric", round.programme.slug, round.slug)


def _page(request: HttpRequest, round: Round, context: dict[str, Any], status: int = 200) -> HttpResponse:
    matching = matching_of(round)
    whole = {
        "round": round,
        "current": matching.current if matching else None,
        "is_standard": not round.rubric,
        "file_form": RubricFileForm(),
        **context,
    }
    return render(request, "matching/rubric.html", whole, status=status)
