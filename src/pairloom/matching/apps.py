from django.apps import AppConfig

from pairloom.core import personal_data
from pairloom.messages import catalogue


class MatchingConfig(AppConfig):
    name = "pairloom.matching"
    label = "matching"

    def ready(self) -> None:
        from pairloom.matching import personal_data as ours  # models are loaded only now
        from pairloom.matching.letters.kinds import KINDS

        personal_data.register("proposals", export=ours.export, erase=ours.erase)
        for kind in KINDS:
            catalogue.register(kind)
