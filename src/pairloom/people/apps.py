from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pairloom.people"
    label = "people"

    def ready(self) -> None:
        from pairloom.people import holders  # models are loaded by now, and not before

        holders.register()
