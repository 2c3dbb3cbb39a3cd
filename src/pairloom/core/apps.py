from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "pairloom.core"
    label = "core"
