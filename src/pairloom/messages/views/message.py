"""One message: read it, edit it, and send it, take it back or put it aside."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.messages import queries, services
from pairloom.messages.enums import MessageState
from pairloom.messages.forms import LetterForm
from pairloom.messages.letters import Letter, compose
from pairloom.messages.models import Message
from pairloom.messages.views.access import for_managers, message_of, scope_context
from pairloom.messages.views.frame import mail_response
from pairloom.people.models import Person


@for_managers
def read(request: HttpRequest, scope: str, pk: int) -> HttpResponse:
    message = message_of(scope, pk)
    is_draft = message.state == MessageState.DRAFT
    context = scope_context(scope) | {
        "letter": message,
        "batch_title": queries.batch_title(message.batch),
        "shown": letter_of(message),
        "next": queries.next_draft(message) if is_draft else None,
    }
    return render(request, "messages/message.html", context)


@for_managers
def as_mail(request: HttpRequest, scope: str, pk: int) -> HttpResponse:
    """The HTML part alone, for the frame in which it is shown."""
    return mail_response(letter_of(message_of(scope, pk)).html)


@for_managers
def edit(request: HttpRequest, scope: str, pk: int) -> HttpResponse:
    message = message_of(scope, pk)
    here = reverse("messages:message", kwargs={"scope": scope, "pk": pk})
    if message.state != MessageState.DRAFT:
        refused(
            request, str(_("Only a draft can be edited. Take the message back first, if it was not sent."))
        )
        return redirect(here)
    kept = {"subject": message.subject, "body": message.body, "version": message.version}
    form = LetterForm(request.POST or None, initial=kept)
    context = scope_context(scope) | {"letter": message, "form": form}
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            services.edit(message=message, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except StaleError:
            form.keep_typed(version=message.version)
            context["theirs"] = message
        except InvalidError as error:
            form.add_invalid(error)
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(request, str(_("Saved.")))
            return redirect(here)
    context["shown"] = _typed(form, scope)
    return render(request, "messages/edit.html", context)


@require_POST
@for_managers
def preview(request: HttpRequest, scope: str) -> HttpResponse:
    """What is being typed, as it would be sent."""
    return render(request, "messages/preview.html", {"shown": _typed(LetterForm(request.POST), scope)})


def letter_of(message: Message) -> Letter:
    return compose(scope=message.scope, subject=message.subject, body=message.body)


def _typed(form: LetterForm, scope: str) -> Letter:
    return compose(scope=scope, subject=form["subject"].value() or "", body=form["body"].value() or "")


@dataclass(frozen=True)
class Verb:
    """Something done to one message at the press of a button, and the verb that takes it back."""

    do: Callable[..., None]
    said: str | Promise
    undo: str = ""


def _retry(*, message: Message, by: Person) -> None:
    services.retry_failed(messages=Message.objects.filter(pk=message.pk), by=by)


VERBS = {
    "send": Verb(services.release, _("The message is sent now."), undo="take-back"),
    "take-back": Verb(services.take_back, _("The message is a draft again.")),
    "discard": Verb(services.discard, _("The draft is put aside and will not be sent."), undo="restore"),
    "restore": Verb(services.restore, _("The message is a draft again.")),
    "retry": Verb(_retry, _("The message is tried again.")),
}


@require_POST
@for_managers
def act(request: HttpRequest, scope: str, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    message = message_of(scope, pk)
    following = queries.next_draft(message) if verb in ("send", "discard") else None
    try:
        VERBS[verb].do(message=message, by=request.user)
    except RefusedError as error:
        refused(request, error.message)
        return redirect(_address("messages:message", message))
    undo = VERBS[verb].undo
    done(request, str(VERBS[verb].said), undo=_address("messages:act", message, verb=undo) if undo else "")
    return redirect(_address("messages:message", following or message))


def _address(name: str, message: Message, **more: str) -> str:
    return reverse(name, kwargs={"scope": message.scope, "pk": message.pk, **more})
