from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "pairloom.matching"
    label = "matching"
