from django.apps import AppConfig

from pairloom.core import personal_data
from pairloom.messages import catalogue


class EventsConfig(AppConfig):
    name = "pairloom.events"
    label = "events"

    def ready(self) -> None:
        from pairloom.events import message_scopes  # models are loaded only now
        from pairloom.events import personal_data as ours
        from pairloom.events.letters.afterwards import AFTERWARDS
        from pairloom.events.letters.kinds import KINDS
        from pairloom.events.letters.seats import YOUR_SEATS

        personal_data.register("answers to events", export=ours.export_answers, erase=ours.erase_answers)
        personal_data.register("meetings at events", export=ours.export_meetings, erase=ours.keep_meetings)
        personal_data.register("surveys of events", export=ours.export_surveys, erase=ours.erase_surveys)
        personal_data.register("printed paper", export=ours.export_printings, erase=ours.erase_printings)
        for kind in (*KINDS, YOUR_SEATS, *AFTERWARDS):
            catalogue.register(kind)
        message_scopes.register()
