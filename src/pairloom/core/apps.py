from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from pairloom.core import personal_data


class CoreConfig(AppConfig):
    name = "pairloom.core"
    label = "core"

    def ready(self) -> None:
        from pairloom.core.jobs import queue  # models are there only now

        personal_data.register(
            "background work",
            export=lambda person: [],  # a job's arguments are numbers
            erase=lambda person: queue.forget_words([person.email, person.name]),
        )
        autodiscover_modules("tasks")  # so that every process knows every job by its name
