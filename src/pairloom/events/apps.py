from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "pairloom.events"
    label = "events"
