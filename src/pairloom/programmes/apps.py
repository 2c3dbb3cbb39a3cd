from django.apps import AppConfig

from pairloom.core import personal_data


class ProgrammesConfig(AppConfig):
    name = "pairloom.programmes"
    label = "programmes"

    def ready(self) -> None:
        from pairloom.programmes import message_scopes  # models are loaded only now
        from pairloom.programmes import personal_data as ours
        from pairloom.programmes.imports import personal_data as imported

        personal_data.register("applications", export=ours.export_applications, erase=ours.erase_applications)
        personal_data.register("answers", export=ours.export_answers, erase=ours.erase_answers)
        personal_data.register("rows of spreadsheets", export=imported.export_rows, erase=imported.erase_rows)
        personal_data.register("team roles", export=ours.export_memberships, erase=ours.erase_memberships)
        message_scopes.register()
