"""Is the process alive, and can it serve people?"""

from datetime import timedelta

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from pairloom.core.jobs import queue

PATIENCE = timedelta(minutes=5)


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Answers 200 when the database answers, and tells in words where jobs wait for a worker in vain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    since = queue.waiting_since()
    waiting = timezone.now() - since if since else timedelta(0)
    said = "ready\n"
    if waiting > PATIENCE:
        said += f"jobs have waited for {waiting // timedelta(minutes=1)} minutes: is a worker running?\n"
    return HttpResponse(said, content_type="text/plain")


urlpatterns = [path("healthz", alive, name="healthz"), path("readyz", ready, name="readyz")]
