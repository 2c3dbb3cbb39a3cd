from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from pairloom.people import privacy as privacy_text
from pairloom.people.models import Person
from pairloom.people.visitors import visitor


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """How data are used, for everybody to read."""
    return render(request, "people/privacy.html", {"version": privacy_text.VERSION})


@login_required
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """The same text with the question whether that is all right."""
    following = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "GET":
        is_new = isinstance(request.user, Person) and not request.user.name
        context = {"version": privacy_text.VERSION, "next": following, "is_new": is_new}
        return render(request, "people/agree.html", context)
    person = visitor(request)
    privacy_text.agree(request, person)
    is_ours = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
    came_for = following if is_ours and following != reverse("desk:me") else ""
    if person.name or came_for:
        return redirect(came_for or "desk:me")
    return redirect("people:profile-step", "about")
