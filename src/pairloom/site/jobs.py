"""What the background work is doing, for administrators: how long jobs wait, and which were given up."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pairloom.core.jobs import queue
from pairloom.core.models import JobWorker
from pairloom.core.notes import done
from pairloom.programmes.rules import is_administrator

SHOWN = 50


def jobs(request: HttpRequest) -> HttpResponse:
    _guard(request)
    failed = [
        {"row": row, "name": queue.job_name(row), "reason": row.traceback.strip().rpartition("\n")[2]}
        for row in queue.failed()[:SHOWN]
    ]
    context = {
        "failed": failed,
        "number": queue.failed().count(),
        "waiting": queue.due().count(),
        "waiting_since": queue.waiting_since(),
        "workers": JobWorker.objects.count(),
    }
    return render(request, "site/jobs.html", context)


@require_POST
def try_again(request: HttpRequest, pk: str) -> HttpResponse:
    _guard(request)
    queue.retry(get_object_or_404(queue.failed(), pk=pk))
    done(request, _("The job waits for a worker again."))
    return redirect("jobs")


def _guard(request: HttpRequest) -> None:
    if not is_administrator(request.user):  # type: ignore[arg-type]
        raise PermissionDenied


urlpatterns = [
    path("jobs/", jobs, name="jobs"),
    path("jobs/<uuid:pk>/again/", try_again, name="job-again"),
]
