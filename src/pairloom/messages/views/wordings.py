"""How a scope words its messages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pairloom.core.errors import InvalidError, StaleError
from pairloom.core.notes import done, refused
from pairloom.messages import catalogue, scopes, services
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.forms import LetterForm
from pairloom.messages.letters import Letter, compose
from pairloom.messages.placeholders import fill_body, fill_subject
from pairloom.messages.views.access import for_managers, scope_context


@for_managers
def wordings(request: HttpRequest, scope: str) -> HttpResponse:
    kinds = catalogue.kinds(scopes.kind_of(scope))
    own = services.own_wordings(scope)
    context = scope_context(scope) | {"kinds": [(kind, kind.key in own) for kind in kinds]}
    return render(request, "messages/wordings.html", context)


@for_managers
def wording(request: HttpRequest, scope: str, key: str) -> HttpResponse:
    kind = _kind(key)
    kept = services.wording_of(scope=scope, key=key)
    initial = {"subject": kept.subject, "body": kept.body, "version": kept.version}
    form = LetterForm(request.POST or None, initial=initial)
    context = scope_context(scope) | {"kind": kind, "kept": kept, "form": form}
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            services.save_wording(scope=scope, key=key, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except StaleError:
            form.keep_typed(version=kept.version)
            context["theirs"] = kept
        except InvalidError as error:
            form.add_invalid(error)
        else:
            done(request, _("Saved. Messages that are drafted from now on use this wording."))
            return redirect("messages:wording", scope=scope, key=key)
    context |= _shown(form, kind, scope)
    return render(request, "messages/wording.html", context)


@require_POST
@for_managers
def preview_wording(request: HttpRequest, scope: str, key: str) -> HttpResponse:
    """What is being typed, with the sample values."""
    return render(request, "messages/preview.html", _shown(LetterForm(request.POST), _kind(key), scope))


@require_POST
@for_managers
def reset_wording(request: HttpRequest, scope: str, key: str) -> HttpResponse:
    return _switch(request, scope, key, is_back=False)


@require_POST
@for_managers
def restore_wording(request: HttpRequest, scope: str, key: str) -> HttpResponse:
    return _switch(request, scope, key, is_back=True)


def _switch(request: HttpRequest, scope: str, key: str, *, is_back: bool) -> HttpResponse:
    version = services.wording_of(scope=scope, key=_kind(key).key).version
    try:
        if is_back:
            services.restore_wording(scope=scope, key=key, version=version, by=request.user)  # type: ignore[arg-type]
            done(request, _("Your own wording is used again."))
        else:
            services.reset_wording(scope=scope, key=key, version=version, by=request.user)  # type: ignore[arg-type]
            undo = reverse("messages:restore-wording", kwargs={"scope": scope, "key": key})
            done(request, _("The built-in wording is used again."), undo=undo)
    except StaleError as error:
        refused(request, error.message)
    return redirect("messages:wording", scope=scope, key=key)


def _shown(form: LetterForm, kind: MessageKind, scope: str) -> dict[str, Letter | str]:
    """The letter with sample values, or what keeps it from being made."""
    try:
        subject = fill_subject(form["subject"].value() or "", kind.sample)
        body = fill_body(form["body"].value() or "", kind.sample)
    except InvalidError as error:
        return {"fault": error.message}
    return {"shown": compose(scope=scope, subject=subject, body=body)}


def _kind(key: str) -> MessageKind:
    try:
        return catalogue.find(key)
    except LookupError:
        raise Http404 from None
