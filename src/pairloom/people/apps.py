from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pairloom.people"
    label = "people"
