from django.urls import URLPattern, URLResolver, include, path

from pairloom.events.views import (
    afterwards,
    again,
    bells,
    card,
    day,
    day_tables,
    events,
    people,
    planning,
    printing,
    replan,
    rsvp,
    screen,
    seating,
    tables,
)

app_name = "events"

organise: list[URLPattern | URLResolver] = [
    path("", planning.overview, name="organise"),
    path("edit/", planning.edit, name="edit"),
    path("open/", planning.open_event, name="open"),
    path("call-off/", planning.call_off, name="call-off"),
    path("hold/", planning.hold, name="hold"),
    path("people/", people.people, name="attendees"),
    path("people/add/", people.add, name="add-attendees"),
    path("people/people.csv", people.download, name="attendees-csv"),
    path("people/<int:number>/", people.person, name="attendee"),
    path("people/<int:number>/<slug:verb>/", people.mark, name="attendee-mark"),
    path("tables/", tables.tables, name="tables"),
    path("tables/equal/", tables.equal_tables, name="equal-tables"),
    path("tables/mentors/", tables.give_tables, name="give-tables"),
]

seating_pages: list[URLPattern | URLResolver] = [
    path("", seating.seating, name="seating"),
    path("people/<int:mentee>/", seating.person, name="seating-person"),
    path("price/", seating.price, name="seating-price"),
    path("move/", seating.reseat, name="seating-reseat"),
    path("change/", seating.change, name="seating-change"),
    path("undo/", seating.undo, name="seating-undo"),
    path("redo/", seating.redo, name="seating-redo"),
    path("publish/", seating.publish, name="seating-publish"),
    path("plans/<int:number>/progress/", seating.progress, name="seating-progress"),
]

paper: list[URLPattern | URLResolver] = [
    path("", printing.papers, name="print"),
    path("files/<int:printing>/", printing.download, name="printing"),
    path("files/<int:printing>/progress/", printing.progress, name="printing-progress"),
    path("files/<int:printing>/erase/", printing.erase, name="erase-printing"),
    path("<slug:kind>/", printing.make, name="print-file"),
]

on_the_day: list[URLPattern | URLResolver] = [
    path("", day.check_in, name="day"),
    path("state/", day.state, name="day-state"),
    path("people/<int:number>/<slug:mark>/", day.mark, name="mark"),
    path("walk-in/", day.walk_in, name="walk-in"),
    path("tables/", day_tables.tables, name="day-tables"),
    path("tables/<int:table>/", day_tables.fill, name="fill-table"),
    path("tables/<int:table>/take/", day_tables.take, name="take-table"),
    path("tables/<int:table>/give-back/", day_tables.give_back, name="give-table-back"),
    path("bells/", bells.bells, name="bells"),
    path("bells/<slug:action>/", bells.act, name="bell"),
    path("replan/", replan.replan, name="replan"),
    path("replan/<int:number>/", replan.plan, name="replan-plan"),
    path("replan/<int:number>/progress/", replan.progress, name="replan-progress"),
    path("replan/<int:number>/apply/", replan.apply, name="apply-plan"),
    path("replan/<int:number>/undo/", replan.undo, name="take-back-plan"),
]

after: list[URLPattern | URLResolver] = [
    path("", afterwards.afterwards, name="afterwards"),
    path("close/", afterwards.close, name="close"),
    path("reopen/", afterwards.reopen, name="reopen"),
    path("thanks/", afterwards.thanks, name="thanks"),
    path("pairs/<int:mentee>-<int:mentor>/", afterwards.pair, name="open-pair"),
    path("people/", afterwards.people, name="people-after"),
    path("people/<int:number>/", afterwards.person, name="person-after"),
    path("<slug:table>.csv", afterwards.download, name="table"),
]

one_event: list[URLPattern | URLResolver] = [
    path("", events.event, name="event"),
    path("rsvp/", rsvp.rsvp, name="rsvp"),
    path("rsvp/cancel/", rsvp.cancel, name="cancel"),
    path("rsvp/back/", rsvp.come_back, name="come-back"),
    path("calendar.ics", rsvp.calendar, name="calendar"),
    path("organise/", include(organise)),
    path("organise/seating/", include(seating_pages)),
    path("organise/print/", include(paper)),
    path("day/", include(on_the_day)),
    path("organise/afterwards/", include(after)),
    path("again/", again.again, name="again"),
    path("again/tick/", again.mark, name="mark-again"),
    path("met/", again.met, name="met"),
    path("survey/<str:token>/", again.survey, name="survey"),
    path("now/", card.now, name="now"),
    path("screen/", screen.screen, name="screen"),
    path("screen/state/", screen.state, name="screen-state"),
    path("screen/seats/", screen.seats, name="screen-seats"),
]

urlpatterns = [
    path("answer/<str:token>/", rsvp.answer, name="answer"),
    path("events/", events.events, name="events"),
    path("events/new/<slug:programme>/", planning.new, name="new"),
    path("events/<slug:event>/", include(one_event)),
    path("card/<slug:token>/", card.card, name="card"),
]
