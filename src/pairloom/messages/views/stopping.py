"""Stopping mail: from the mail itself without signing in, or among one's own settings."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pairloom.core.notes import done
from pairloom.messages import queries, scopes, services
from pairloom.messages.forms import PreferencesForm
from pairloom.messages.models import Delivery
from pairloom.messages.suppression import EVERYTHING, delivery_of, suppressed_scopes
from pairloom.people.visitors import visitor


@csrf_exempt  # a mail program asks without cookies (RFC 8058); the token in the address is the permission
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing, for mail filters look at every link."""
    delivery = delivery_of(token)
    if delivery is None or not delivery.address:
        return render(request, "messages/stop_unknown.html", status=404)
    if request.method == "POST":
        _act_on(request, delivery)
        if "List-Unsubscribe" in request.POST:
            return HttpResponse("done\n", content_type="text/plain")
        return redirect("messages:stop", token=token)
    stopped = suppressed_scopes(delivery.address)
    context = {
        "about": scopes.title(delivery.message.scope),
        "address": _mask(delivery.address),
        "is_stopped": delivery.message.scope in stopped,
        "is_all_stopped": EVERYTHING in stopped,
    }
    return render(request, "messages/stop.html", context)


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """What the community may send to the person who looks."""
    person = visitor(request)
    stopped = suppressed_scopes(person.email)
    asked = [*queries.scopes_that_wrote_to(person), EVERYTHING]
    titles = {scope: _("Mail about %(title)s") % {"title": scopes.title(scope)} for scope in asked}
    titles[EVERYTHING] = _("Any mail at all, apart from sign-in codes")
    wanted = {scope: scope not in stopped for scope in asked}
    form = PreferencesForm(request.POST or None, wanted=wanted, titles=titles)
    if request.method == "POST" and form.is_valid():
        for scope, is_wanted in form.choices().items():
            change = services.resume if is_wanted else services.stop
            change(address=person.email, scope=scope)
        done(request, _("Saved."))
        return redirect("messages:preferences")
    return render(request, "messages/preferences.html", {"form": form})


def _act_on(request: HttpRequest, delivery: Delivery) -> None:
    scope = EVERYTHING if request.POST.get("what") == "everything" else delivery.message.scope
    if request.POST.get("what") == "resume":
        services.resume(address=delivery.address, scope=delivery.message.scope)
        services.resume(address=delivery.address)
    else:
        services.stop(address=delivery.address, scope=scope)


def _mask(address: str) -> str:
    """Enough to recognise one's own address in a link that was passed on."""
    name, _at, host = address.partition("@")
    return f"{name[:2]}…@{host}"
