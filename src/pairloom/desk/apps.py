from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pairloom.desk"
    label = "desk"
