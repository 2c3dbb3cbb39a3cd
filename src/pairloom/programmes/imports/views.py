"""The pages of an import, in the order of its steps, and the export."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pairloom.core import notes
from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.people.enums import ProfilePart
from pairloom.people.visitors import visitor
from pairloom.programmes.imports import services
from pairloom.programmes.imports.checking import CheckedRow, DryRun, Outcome
from pairloom.programmes.imports.columns import AGREED, columns_of
from pairloom.programmes.imports.exporting import FORMATS, export_sign_ups
from pairloom.programmes.imports.forms import ColumnsForm, UploadForm
from pairloom.programmes.imports.known import PLACES
from pairloom.programmes.imports.mending import MOST_SHOWN, cells_from, mends_of
from pairloom.programmes.imports.queries import (
    can_be_taken_back,
    check_import,
    past_imports,
    waiting_imports,
)
from pairloom.programmes.models import Round, SheetImport
from pairloom.programmes.queries import application_counts
from pairloom.programmes.rules import can_organise
from pairloom.programmes.views.access import for_round

MOST_LISTED = 15

View = Callable[..., HttpResponse]


def for_import(*, waiting: bool) -> Callable[[View], View]:
    """Give the view an import of the round; one that is confirmed goes to what came of it, and back."""

    def decorate(view: View) -> View:
        @for_round(can_organise)
        @wraps(view)
        def found(request: HttpRequest, round: Round, number: int) -> HttpResponse:
            imports = SheetImport.objects.select_related("round__programme", "made_by")
            sheet_import = get_object_or_404(imports, round=round, pk=number)
            if waiting and sheet_import.confirmed_at:
                return _to("import-done", sheet_import)
            if not waiting and not sheet_import.confirmed_at:
                return _to("import-check", sheet_import)
            return view(request, sheet_import)

        return found

    return decorate


@for_round(can_organise)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, round: Round) -> HttpResponse:
    """The first step: a file. Also what was imported before, and what still waits."""
    form = UploadForm(*_posted(request))
    if form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        try:
            started = services.start_import(
                round=round, data=file.read(), file_name=file.name or "", by=visitor(request)
            )
        except InvalidError as error:
            form.add_error("file", error.message)
        else:
            return _to("import-columns", started)
    prefetch_related_objects([round], "phases")
    past = [(sheet_import, can_be_taken_back(sheet_import)) for sheet_import in past_imports(round)]
    context = {"round": round, "form": form, "step": 1, "waiting": waiting_imports(round), "past": past}
    return render(request, "programmes/imports/upload.html", context)


@for_import(waiting=True)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    """The second step: what each column holds."""
    form = ColumnsForm(*_posted(request), sheet_import=sheet_import)
    if form.is_valid() and form.save():
        return _to("import-check", sheet_import)
    context = {"round": sheet_import.round, "sheet_import": sheet_import, "form": form, "step": 2}
    return render(request, "programmes/imports/columns.html", context)


@for_import(waiting=True)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    """The third step: what confirming would do, and every problem, to be mended right here."""
    found = check_import(sheet_import)
    mends = mends_of(found.problems)
    if request.method == "POST":
        services.correct_cells(sheet_import=sheet_import, cells=cells_from(mends, request.POST.dict()))
        return _to("import-check", sheet_import)
    return render(request, "programmes/imports/check.html", _check_context(sheet_import, found, UploadForm()))


@for_import(waiting=True)
@require_POST
def replace(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    """A corrected file instead of the one that waits."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        try:
            services.replace_file(sheet_import=sheet_import, data=file.read(), file_name=file.name or "")
        except InvalidError as error:
            form.add_error("file", error.message)
        else:
            return _to("import-columns", sheet_import)
    context = _check_context(sheet_import, check_import(sheet_import), form)
    return render(request, "programmes/imports/check.html", context)


@for_import(waiting=True)
@require_POST
def confirm(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    """Write it all. Whoever presses twice comes to the same page."""
    shown = request.POST.get("left_out", "")
    left_out = int(shown) if shown.isdecimal() else 0
    try:
        services.confirm_import(sheet_import=sheet_import, left_out=left_out, by=visitor(request))
    except StaleError as error:
        notes.refused(request, error.message)
        return _to("import-check", sheet_import)
    return _to("import-done", sheet_import)


@for_import(waiting=False)
@require_GET
def done(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    """The last step: what was written."""
    context = {
        "round": sheet_import.round,
        "sheet_import": sheet_import,
        "counts": sheet_import.counts,
        "may_take_back": can_be_taken_back(sheet_import),
        "step": 4,
    }
    return render(request, "programmes/imports/done.html", context)


@for_import(waiting=False)
@require_POST
def take_back(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    try:
        count = services.take_back_import(sheet_import=sheet_import, by=visitor(request))
    except RefusedError as error:
        notes.refused(request, error.message)
    else:
        notes.done(
            request,
            ngettext("%d sign-up was removed again.", "%d sign-ups were removed again.", count) % count,
        )
    return _to("import-done", sheet_import)


@for_import(waiting=True)
@require_POST
def discard(request: HttpRequest, sheet_import: SheetImport) -> HttpResponse:
    services.discard_import(sheet_import=sheet_import)
    notes.done(request, _("“%s” was put away. Nothing of it was kept.") % sheet_import.file_name)
    return redirect("programmes:import", sheet_import.round.programme.slug, sheet_import.round.slug)


@for_round(can_organise)
@require_GET
def export(request: HttpRequest, round: Round) -> HttpResponse:
    """What can be taken out, and in which kinds of file."""
    context = {"round": round, "counts": application_counts(round), "formats": FORMATS}
    return render(request, "programmes/imports/export.html", context)


@for_round(can_organise)
@require_GET
def export_file(request: HttpRequest, round: Round, ending: str) -> HttpResponse:
    file_format = FORMATS.get(ending)
    if file_format is None:
        raise Http404
    data = export_sign_ups(round=round, file_format=file_format, by=visitor(request))
    name = f"{round.programme.slug}-{round.slug}-sign-ups.{ending}"
    return HttpResponse(
        data,
        content_type=file_format.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: nothing until it was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _to(page: str, sheet_import: SheetImport) -> HttpResponse:
    round = sheet_import.round
    return redirect(reverse(f"programmes:{page}", args=[round.programme.slug, round.slug, sheet_import.pk]))


def _check_context(sheet_import: SheetImport, found: DryRun, form: UploadForm) -> dict[str, Any]:
    mends = mends_of(found.problems)
    words = _words_for_changes(sheet_import.round)
    changed = found.with_outcome(Outcome.CHANGED)
    return {
        "round": sheet_import.round,
        "sheet_import": sheet_import,
        "step": 3,
        "counts": found.counts,
        "to_write": len(found.to_write),
        "mends": mends[:MOST_SHOWN],
        "more_mends": max(0, len(mends) - MOST_SHOWN),
        "new": found.with_outcome(Outcome.NEW)[:MOST_LISTED],
        "changed": [(row, _in_words(row, words)) for row in changed[:MOST_LISTED]],
        "kept": found.with_outcome(Outcome.KEPT)[:MOST_LISTED],
        "repeated": found.with_outcome(Outcome.REPEATED)[:MOST_LISTED],
        "most_listed": MOST_LISTED,
        "form": form,
    }


def _words_for_changes(round: Round) -> Mapping[str, str]:
    words = {part.value: str(part.label) for part in ProfilePart}
    words |= {PLACES: _("how they take part"), AGREED: _("code of conduct")}
    asked = [column.question for column in columns_of(round).values() if column.question]
    return words | {question.key: question.label for question in asked}


def _in_words(row: CheckedRow, words: Mapping[str, str]) -> str:
    return ", ".join(words[name] for name in row.changed)
