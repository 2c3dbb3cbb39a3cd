"""The organiser's page of tables."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pairloom.core import notes
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events import rules
from pairloom.events.enums import RsvpState
from pairloom.events.forms.tables import EqualTablesForm, rows_of, tables_formset
from pairloom.events.models import Event
from pairloom.events.queries.events import places_of
from pairloom.events.services import tables as services
from pairloom.events.views.access import for_event
from pairloom.people.visitors import visitor
from pairloom.programmes.enums import Side
from pairloom.programmes.views.access import posted


@require_http_methods(["GET", "POST"])
@for_event(rules.can_organise)
def tables(request: HttpRequest, event: Event) -> HttpResponse:
    """All tables with their seats, notes and mentors; each can be changed, added and taken away."""
    formset = tables_formset(posted(request), event)
    if request.method == "POST" and formset.is_valid():
        try:
            services.set_tables(event=event, tables=rows_of(formset), by=visitor(request))
        except (InvalidError, RefusedError) as error:
            notes.refused(request, error.message)
        else:
            notes.done(request, _("Saved."))
            return redirect("events:tables", event.slug)
    return _page(request, event, formset, EqualTablesForm())


@require_POST
@for_event(rules.can_organise)
def equal_tables(request: HttpRequest, event: Event) -> HttpResponse:
    """So many tables of so many seats; notes and mentors stay where a table's number stays."""
    form = EqualTablesForm(request.POST)
    if not form.is_valid():
        return _page(request, event, tables_formset(None, event), form)
    notes_of = {table.number: table.note for table in event.tables.all()}
    rows = [
        services.TableRow(row.number, row.seats, notes_of.get(row.number, ""))
        for row in services.equal_tables(form.cleaned_data["count"], form.cleaned_data["seats"])
    ]
    try:
        services.set_tables(event=event, tables=rows, by=visitor(request))
        notes.done(request, _("Tables now: %(count)d. Seats at each: %(seats)d.") % form.cleaned_data)
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("events:tables", event.slug)


@require_POST
@for_event(rules.can_organise)
def give_tables(request: HttpRequest, event: Event) -> HttpResponse:
    """Give every mentor without a table a free one."""
    given = services.give_tables(event=event)
    text = ngettext("One mentor got a table.", "%(count)d mentors got a table.", given)
    if given:
        notes.done(request, text % {"count": given})
    else:
        notes.refused(request, _("No mentor is without a table, or no table is free."))
    return redirect("events:tables", event.slug)


def _page(request: HttpRequest, event: Event, formset: object, equal: EqualTablesForm) -> HttpResponse:
    mentors = event.attendees.filter(side=Side.MENTOR, state=RsvpState.COMING).select_related(
        "person", "table"
    )
    by_table = {mentor.table.number: mentor for mentor in mentors if mentor.table}
    rows = [(form, by_table.get(form.initial.get("number"))) for form in formset]  # type: ignore[attr-defined]
    context = {
        "event": event,
        "formset": formset,
        "rows": rows,
        "equal": equal,
        "places": places_of(event),
        "without_table": [mentor for mentor in mentors if mentor.table is None],
    }
    return render(request, "events/tables.html", context)
