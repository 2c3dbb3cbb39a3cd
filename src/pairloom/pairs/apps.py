from django.apps import AppConfig

from pairloom.core import personal_data


class PairsConfig(AppConfig):
    name = "pairloom.pairs"
    label = "pairs"

    def ready(self) -> None:
        from pairloom.pairs import personal_data as ours  # models are loaded only now

        personal_data.register("pairs", export=ours.export, erase=ours.erase)
        personal_data.register("encounters", export=ours.export_encounters, erase=ours.erase_encounters)
