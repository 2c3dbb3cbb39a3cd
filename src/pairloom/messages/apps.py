from django.apps import AppConfig

from pairloom.core import personal_data


class MessagesConfig(AppConfig):
    name = "pairloom.messages"
    label = "outbox"  # django.contrib has taken "messages"

    def ready(self) -> None:
        from pairloom.messages.personal_data import erase, export  # models are there only now

        personal_data.register("messages", export=export, erase=erase)
