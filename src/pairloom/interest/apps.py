from django.apps import AppConfig

from pairloom.core import personal_data
from pairloom.messages import catalogue


class InterestConfig(AppConfig):
    name = "pairloom.interest"
    label = "interest"

    def ready(self) -> None:
        from pairloom.interest import message_scopes  # models are loaded only now
        from pairloom.interest import personal_data as ours
        from pairloom.interest.letters import MUTUAL_INTEREST

        personal_data.register("private marks", export=ours.export_list, erase=ours.erase)
        personal_data.register("being found", export=ours.export_listing, erase=ours.erase_listing)
        catalogue.register(MUTUAL_INTEREST)
        message_scopes.register()
