from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pairloom.core import clock
from pairloom.core.notes import done
from pairloom.people.services import ERASURE_GRACE, erase_person, keep_person, plan_erasure
from pairloom.people.takeout import archive_of, counts_of
from pairloom.people.visitors import visitor


@login_required
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """What is kept about this person: take it with you, or have it erased."""
    person = visitor(request)
    hours = int(ERASURE_GRACE.total_seconds() // 3600)
    return render(
        request, "people/data.html", {"counts": counts_of(person), "person": person, "hours": hours}
    )


@login_required
@require_POST
def download(request: HttpRequest) -> FileResponse:
    """All of it, in one archive."""
    name = f"pairloom-data-{clock.now():%Y-%m-%d}.zip"
    return FileResponse(archive_of(visitor(request)), as_attachment=True, filename=name)


@login_required
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Plan it, take it back, or do it now."""
    person = visitor(request)
    match request.POST.get("wish"):
        case "later":
            plan_erasure(person=person)
        case "keep":
            keep_person(person=person)
            done(request, _("Nothing will be erased. Good to have you."))
        case "now" if person.erase_after:
            erase_person(person=person)
            logout(request)
            return render(request, "people/erased.html")
    return redirect("people:data")
