"""What somebody who was there sees afterwards: whom they met, “meet again?”, and the survey."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core import clock
from pairloom.core.errors import RefusedError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.forms.afterwards import SurveyForm, met_form
from pairloom.events.models import Attendee, Event, Feedback
from pairloom.events.queries.again import own_marks
from pairloom.events.queries.attendance import turns_held
from pairloom.events.queries.meetings import meetings_of, mentors_who_came
from pairloom.events.services.afterwards import correct_meetings
from pairloom.events.services.again import wish_to_meet_again
from pairloom.events.services.survey import answer_survey
from pairloom.events.services.thanks import ASK_AFTER
from pairloom.events.survey_links import attendee_of_survey, survey_path
from pairloom.events.views.access import for_event, number_in, the_event
from pairloom.interest.services import look_through
from pairloom.interest.views.access import of_one_size
from pairloom.people.visitors import visitor


@require_safe
@for_event(rules.takes_part)
@of_one_size
def again(request: HttpRequest, event: Event) -> HttpResponse:
    """Each person met, with one tap for “meet again?”. What stands here is one's own, and nobody else's."""
    attendee = _attendee(request, event)
    context = {
        "event": event,
        "marks": own_marks(attendee, look_through(by=attendee.person)),
        "survey": survey_path(attendee),
        "is_over": event.closed_at is not None or turns_held(event) == event.turns,
    }
    return render(request, "events/again.html", context)


@require_POST
@for_event(rules.takes_part)
@of_one_size
def mark(request: HttpRequest, event: Event) -> HttpResponse:
    """Tick somebody, or take it back. The address does not say whom: a log of addresses tells nothing."""
    wish = request.POST.get("wish") == "yes"
    number = number_in(request.POST.get("number", ""))
    try:
        wish_to_meet_again(attendee=_attendee(request, event), number=number, wish=wish)
    except RefusedError as error:
        refused(request, error.message)
    else:
        done(request, _("Noted, for nobody but you.") if wish else _("Taken back."))
    return redirect("events:again", event.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_event(rules.takes_part)
def met(request: HttpRequest, event: Event) -> HttpResponse:
    """Who one really sat with, for those who know better than the plan."""
    attendee = _attendee(request, event)
    if event.closed_at is None:
        refused(request, _("Who met whom can be corrected when the event is closed."))
        return redirect("events:again", event.slug)
    form = met_form(
        request.POST if request.method == "POST" else None,
        attendee,
        turns=turns_held(event),
        meetings=list(meetings_of(attendee)),
        mentors=list(mentors_who_came(event)),
    )
    if request.method == "POST" and form.is_valid():
        corrections = form.corrections()
        correct_meetings(event=event, corrections=corrections, by=attendee.person, said_by=attendee)
        done(request, _("Saved."))
        return redirect("events:again", event.slug)
    status = 422 if form.errors else 200
    return render(
        request, "events/met.html", {"event": event, "form": form, "attendee": attendee}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, event: str, token: str) -> HttpResponse:
    """Three questions, for whoever has the link of a mail; no signing in."""
    found = the_event(event)
    attendee = attendee_of_survey(found, token)
    if attendee is None:
        raise Http404
    given = Feedback.objects.filter(attendee=attendee).first()
    form = SurveyForm(
        request.POST if request.method == "POST" else None,
        given=given,
        asks_who_is_in_touch=clock.now() >= found.starts_at + ASK_AFTER,
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer_survey(attendee=attendee, **form.cleaned_data)
        except RefusedError as error:
            refused(request, error.message)
        else:
            done(request, _("Thank you. You can change your answers here as long as you like."))
        return redirect(request.path)
    status = 422 if form.errors else 200
    context = {"event": found, "form": form, "given": given}
    return render(request, "events/survey.html", context, status=status)


def _attendee(request: HttpRequest, event: Event) -> Attendee:
    """The visitor's own answer, with the event that is at hand."""
    attendee = event.attendees.select_related("person").filter(person=visitor(request)).first()
    if attendee is None:
        raise PermissionDenied
    attendee.event = event
    return attendee
