"""The outbox of a scope, and what can be done with a whole batch."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pairloom.core.notes import done, refused
from pairloom.messages import queries, services
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.messages.views.access import for_managers, scope_context

A_PAGE = 50


@for_managers
def outbox(request: HttpRequest, scope: str) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in MessageState.values else ""
    batch = request.GET.get("batch")
    batches = queries.batches(scope)
    chosen = [one for one in batches if batch is None or one.name == batch]
    counts = queries.state_counts(chosen)
    tabs = [("", _("All"), counts.total() - counts[MessageState.DISCARDED])]
    tabs += [(one.value, str(one.label), counts[one]) for one in MessageState if counts[one] or state == one]
    page = Paginator(queries.outbox(scope, state=state, batch=batch), A_PAGE)
    context = scope_context(scope) | {
        "batches": [one for one in chosen if one.is_open],
        "is_empty": not batches,
        "tabs": tabs,
        "state": state,
        "batch": batch,
        "batch_title": chosen[0].title if chosen else batch,
        "page": page.get_page(request.GET.get("page")),
        "is_moving": any(one.moving for one in chosen),
    }
    return render(request, "messages/outbox.html", context)


@require_POST
@for_managers
def send_batch(request: HttpRequest, scope: str) -> HttpResponse:
    number = services.release_batch(scope=scope, batch=_batch(request), by=request.user)  # type: ignore[arg-type]
    if number:
        text = ngettext("%(n)s message is sent now.", "%(n)s messages are sent now.", number)
        done(request, text % {"n": number}, undo=_address("messages:take-back-batch", request, scope))
    else:
        refused(request, _("There was no draft left to send."))
    return _back(request, scope)


@require_POST
@for_managers
def take_back_batch(request: HttpRequest, scope: str) -> HttpResponse:
    number = services.take_back_batch(scope=scope, batch=_batch(request), by=request.user)  # type: ignore[arg-type]
    if number:
        text = ngettext("%(n)s message is a draft again.", "%(n)s messages are drafts again.", number)
        done(request, text % {"n": number})
    else:
        refused(request, _("Too late: all of them are on their way, or were sent already."))
    return _back(request, scope)


@require_POST
@for_managers
def retry_batch(request: HttpRequest, scope: str) -> HttpResponse:
    batch = Message.objects.filter(scope=scope, batch=_batch(request))
    number = services.retry_failed(messages=batch, by=request.user)  # type: ignore[arg-type]
    text = ngettext("%(n)s message is tried again.", "%(n)s messages are tried again.", number)
    done(request, text % {"n": number})
    return _back(request, scope)


def _batch(request: HttpRequest) -> str:
    return request.GET.get("batch", "")


def _address(name: str, request: HttpRequest, scope: str) -> str:
    return f"{reverse(name, kwargs={'scope': scope})}?{urlencode({'batch': _batch(request)})}"


def _back(request: HttpRequest, scope: str) -> HttpResponse:
    return redirect(_address("messages:outbox", request, scope))
