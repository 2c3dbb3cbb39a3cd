from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "pairloom.messages"
    label = "outbox"  # django.contrib has taken "messages"
