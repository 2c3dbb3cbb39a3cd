from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "pairloom.programmes"
    label = "programmes"
