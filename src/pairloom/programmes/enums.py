from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    ORGANISER = "organiser", _("organiser")
    COORDINATOR = "coordinator", _("coordinator")
    REVIEWER = "reviewer", _("reviewer")
    HOST = "host", _("host of events")


class Side(TextChoices):
    """The two sides of a pair. A person may take part on both, never with themselves."""

    MENTEE = "mentee", _("mentee")
    MENTOR = "mentor", _("mentor")


class PhaseKind(TextChoices):
    """The dated stages of a round, in order."""

    SIGN_UP = "sign-up", _("sign-up")
    MATCHING = "matching", _("matching")
    RUNNING = "running", _("running")
    CHECK_IN = "check-in", _("check-in")
    END = "end", _("end")


class QuestionKind(TextChoices):
    """What an answer is. Those from LINKS on ask for a part of the profile and are kept there."""

    SHORT = "short", _("short text")
    LONG = "long", _("long text")
    ONE_OF = "one-of", _("one of several")
    SEVERAL_OF = "several-of", _("several of a list")
    SCALE = "scale", _("scale")
    NUMBER = "number", _("number")
    CONSENT = "consent", _("consent")
    LIKE_IDENTITY = "like-identity", _("wish for a mentor of like identity")
    LINKS = "links", _("links")
    TOPICS = "topics", _("topics with level")
    AVAILABILITY = "availability", _("weekly availability")
    LANGUAGES = "languages", _("languages")
    WAYS_TO_MEET = "ways-to-meet", _("ways to meet")
    EXPERIENCE = "experience", _("experience")
    EMPLOYER = "employer", _("employer")


class Audience(TextChoices):
    """Who is asked a question."""

    BOTH = "both", _("mentors and mentees")
    MENTORS = "mentors", _("mentors")
    MENTEES = "mentees", _("mentees")


class Visibility(TextChoices):
    """Who may read an answer."""

    ORGANISERS = "organisers", _("organisers only")
    PAIR = "pair", _("organisers and the other half of the pair")


class ApplicationState(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ApplicationSource(TextChoices):
    PAGE = "page", _("sign-up page")
    IMPORT = "import", _("spreadsheet")
    ORGANISER = "organiser", _("added by an organiser")
