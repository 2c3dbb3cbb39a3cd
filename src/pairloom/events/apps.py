from django.apps import AppConfig

from pairloom.messages import catalogue


class EventsConfig(AppConfig):
    name = "pairloom.events"
    label = "events"

    def ready(self) -> None:
        from pairloom.events.letters.seats import YOUR_SEATS  # models are loaded only now

        for kind in (YOUR_SEATS,):
            catalogue.register(kind)
