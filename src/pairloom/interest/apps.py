from django.apps import AppConfig


class InterestConfig(AppConfig):
    name = "pairloom.interest"
    label = "interest"
