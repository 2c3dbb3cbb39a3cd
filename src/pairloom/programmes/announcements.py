"""What this app tells the apps below it: whose data it keeps, which letters it writes, and for whom."""

from pairloom.core import personal_data
from pairloom.messages import catalogue
from pairloom.programmes import message_scopes
from pairloom.programmes import personal_data as ours
from pairloom.programmes.imports import personal_data as imported
from pairloom.programmes.letters import SIGN_UP_RECEIVED


def announce() -> None:
    personal_data.register("applications", export=ours.export_applications, erase=ours.erase_applications)
    personal_data.register("answers", export=ours.export_answers, erase=ours.erase_answers)
    personal_data.register("rows of spreadsheets", export=imported.export_rows, erase=imported.erase_rows)
    personal_data.register("team roles", export=ours.export_memberships, erase=ours.erase_memberships)
    catalogue.register(SIGN_UP_RECEIVED)
    message_scopes.register()
