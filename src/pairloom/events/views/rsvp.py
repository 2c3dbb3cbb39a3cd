"""Answering an invitation: on the event's pages, and from the link in a mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core import notes
from pairloom.core.errors import RefusedError
from pairloom.events import rules
from pairloom.events.answer_links import attendee_of_link
from pairloom.events.calendar_entries import calendar_entry
from pairloom.events.enums import RsvpState
from pairloom.events.forms.rsvp import RsvpForm
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.events import places_of
from pairloom.events.queries.people import waiting_before
from pairloom.events.services import rsvp as services
from pairloom.events.views.access import for_event
from pairloom.people.services import update_profile
from pairloom.people.visitors import visitor
from pairloom.programmes.views.access import posted


@require_http_methods(["GET", "POST"])
@for_event(rules.can_see)
def rsvp(request: HttpRequest, event: Event) -> HttpResponse:
    """Answer, or change one's answer; after the deadline a word instead, with what one sent."""
    person = visitor(request)
    attendee = rules.attendee_of(person, event)
    if not rules.can_answer(event):
        return render(request, "events/rsvp_closed.html", about_answer(event, attendee))
    form = RsvpForm(
        posted(request), event=event, person=person, attendee=attendee, side=request.GET.get("as", "")
    )
    if request.method == "POST" and form.is_valid():
        before = (attendee.side, attendee.state) if attendee else None
        try:
            update_profile(person=person, by=person, name=form.cleaned_data["name"])
            answered = services.answer(event=event, person=person, answer=form.answer(), by=person)
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            is_news = (answered.side, answered.state) != before
            notes.done(request, standing(answered) if is_news else _("Your answer is changed."))
            return redirect("events:event", event.slug)
    return render(request, "events/rsvp.html", about_answer(event, attendee) | {"form": form})


def standing(attendee: Attendee) -> str:
    """Where somebody stands after an answer, in a sentence."""
    if attendee.state == RsvpState.COMING:
        return _("You come. We wrote you a mail with an entry for your calendar.")
    if attendee.state == RsvpState.WAITING:
        return _("All places are taken. You are on the waiting list, and hear from us when one is free.")
    return _("You do not come. Thank you for saying so.")


@require_POST
@for_event(rules.can_see)
def cancel(request: HttpRequest, event: Event) -> HttpResponse:
    attendee = get_object_or_404(Attendee.objects.select_related("event"), event=event, person=request.user)
    try:
        services.cancel(attendee=attendee, by=visitor(request))
        notes.done(request, standing(attendee), undo=reverse("events:come-back", args=[event.slug]))
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("events:event", event.slug)


@require_POST
@for_event(rules.can_see)
def come_back(request: HttpRequest, event: Event) -> HttpResponse:
    attendee = get_object_or_404(Attendee.objects.select_related("event"), event=event, person=request.user)
    try:
        services.come_back(attendee=attendee, by=visitor(request))
        notes.done(request, standing(attendee))
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("events:event", event.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel or come back by the link in a mail, without signing in. A look changes nothing."""
    attendee = attendee_of_link(token)
    if attendee is None:
        raise Http404
    if request.method == "POST":
        act = services.come_back if request.POST.get("what") == "come" else services.cancel
        try:
            act(attendee=attendee, by=None)
        except RefusedError as error:
            notes.refused(request, error.message)
        return redirect("events:answer", token)
    return render(request, "events/answer.html", about_answer(attendee.event, attendee))


@require_safe
@for_event(rules.can_see)
def calendar(request: HttpRequest, event: Event) -> HttpResponse:
    """The event for one's own calendar."""
    attendee = rules.attendee_of(request.user, event)
    comes = attendee if attendee is not None and attendee.state == RsvpState.COMING else None
    entry = calendar_entry(event, comes, "PUBLISH")
    response = HttpResponse(entry, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


def about_answer(event: Event, attendee: Attendee | None) -> dict[str, object]:
    """What pages say about an event's places, and about one's own answer."""
    waits = attendee is not None and attendee.state == RsvpState.WAITING
    return {
        "event": event,
        "attendee": attendee,
        "places": places_of(event),
        "waiting_before": waiting_before(attendee) if waits and attendee is not None else None,
        "may_answer": rules.can_answer(event),
        "may_change": rules.can_change_answer(event),
    }
