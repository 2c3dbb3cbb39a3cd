from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "pairloom.site"
    label = "site"
