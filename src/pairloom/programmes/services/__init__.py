"""Everything that changes a programme, a round, its questions or its applications."""

from pairloom.programmes.services.applications import (
    MOST_MENTEES,
    MOST_MENTORS,
    correct_places,
    refuse_unless_open,
    restore_application,
    save_draft,
    submit_application,
    withdraw,
)
from pairloom.programmes.services.programmes import (
    add_to_team,
    create_programme,
    edit_programme,
    remove_from_team,
)
from pairloom.programmes.services.questions import (
    add_question,
    copy_questions,
    edit_question,
    erase_due_answers,
    move_question,
    remove_question,
    restore_question,
)
from pairloom.programmes.services.rounds import create_round, edit_round, set_phases

__all__ = [
    "MOST_MENTEES",
    "MOST_MENTORS",
    "add_question",
    "add_to_team",
    "copy_questions",
    "correct_places",
    "create_programme",
    "create_round",
    "edit_programme",
    "edit_question",
    "edit_round",
    "erase_due_answers",
    "move_question",
    "refuse_unless_open",
    "remove_from_team",
    "remove_question",
    "restore_application",
    "restore_question",
    "save_draft",
    "set_phases",
    "submit_application",
    "withdraw",
]
