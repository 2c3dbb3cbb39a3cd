from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhoMoves(TextChoices):
    """Who gets up when the bell rings."""

    MENTEES = "mentees", _("mentors stay at their table, mentees move")
    MENTORS = "mentors", _("mentees stay at their table, mentors move")


class RsvpState(TextChoices):
    COMING = "coming", _("coming")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")


class Presence(TextChoices):
    """What the check-in desk knows about somebody on the day."""

    EXPECTED = "expected", _("expected")
    HERE = "here", _("here")
    LATE = "late", _("comes later")
    GONE = "gone", _("gone")


class Sharing(TextChoices):
    """What somebody lets the others of an event see. Mentors are always named: one wishes for them."""

    NAME = "name", _("my name, with everyone who comes")
    TOPICS = "topics", _("my topics, with everyone who comes")
    EMPLOYER = "employer", _("my employer, with everyone who comes")
    QUESTION = "question", _("my question, with the mentors whom I meet")
    CONTACT = "contact", _("my e-mail address, with those whom I met")


class PaperKind(TextChoices):
    """What can be printed for an event."""

    CARDS = "cards", _("Cards")
    MENTORS = "mentors", _("Sheets for mentors")
    SIGNS = "signs", _("Table signs")
    NAMES = "names", _("Wall list by name")
    TABLES = "tables", _("Wall grid by turn")
    EVERYTHING = "everything", _("Everything")


class PrintingState(TextChoices):
    """How far paper is that a job makes."""

    QUEUED = "queued", _("waiting, or being made")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class PlanState(TextChoices):
    QUEUED = "queued", _("waiting to be solved")
    SOLVED = "solved", _("solved")
    FAILED = "failed", _("no answer")


class PlanKind(TextChoices):
    """Why a seating plan was made."""

    SOLVED = "solved", _("solved")
    CHANGED = "changed", _("changed by hand")
    REPLANNED = "replanned", _("re-planned on the day")
