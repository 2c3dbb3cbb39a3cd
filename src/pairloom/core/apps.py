from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "pairloom.core"
    label = "core"

    def ready(self) -> None:
        autodiscover_modules("tasks")  # so that every process knows every job by its name
