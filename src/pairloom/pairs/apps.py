from django.apps import AppConfig


class PairsConfig(AppConfig):
    name = "pairloom.pairs"
    label = "pairs"
