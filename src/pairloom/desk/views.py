from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What this is, for somebody who has never been here."""
    return render(request, "desk/home.html")


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    return render(request, "desk/me.html")
