from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "pairloom.programmes"
    label = "programmes"

    def ready(self) -> None:
        from pairloom.programmes import announcements  # models are loaded only now

        announcements.announce()
