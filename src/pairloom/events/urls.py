from django.urls import URLPattern, URLResolver, include, path

from pairloom.events.views import card, events, planning

app_name = "events"

organise: list[URLPattern | URLResolver] = [
    path("", planning.overview, name="organise"),
]

one_event: list[URLPattern | URLResolver] = [
    path("", events.event, name="event"),
    path("organise/", include(organise)),
]

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/<slug:event>/", include(one_event)),
    path("card/<slug:token>/", card.card, name="card"),
]
