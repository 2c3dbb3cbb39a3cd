from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class TopicSide(TextChoices):
    WANTED = "wanted", _("wants to learn")
    OFFERED = "offered", _("offers to help with")


class Level(IntegerChoices):
    """How well somebody knows a topic (offered), or how deep the help should go (wanted)."""

    BASICS = 1, _("the basics")
    WORKING = 2, _("working knowledge")
    EXPERT = 3, _("deep experience")


class WayToMeet(TextChoices):
    VIDEO = "video", _("video")
    CHAT = "chat", _("chat")
    EMAIL = "email", _("e-mail")
    IN_PERSON = "in-person", _("in person")


class Experience(TextChoices):
    NEW = "new", _("new to the field")
    SOME = "some", _("one to three years")
    SEASONED = "seasoned", _("three to ten years")
    VETERAN = "veteran", _("more than ten years")


class ConsentKind(TextChoices):
    PRIVACY = "privacy", _("how we use your data")
    CONDUCT = "conduct", _("code of conduct")


class ProfilePart(TextChoices):
    """What a profile consists of; each is kept once, however many rounds ask for it."""

    NAME = "name", _("name")
    PRONOUNS = "pronouns", _("pronouns")
    PLACE = "place", _("place")
    ABOUT = "about", _("public line")
    TIME_ZONE = "time_zone", _("time zone")
    LANGUAGES = "languages", _("languages")
    AVAILABILITY = "availability", _("weekly availability")
    WAYS_TO_MEET = "ways_to_meet", _("ways to meet")
    CHAT_HANDLE = "chat_handle", _("chat handle")
    TOPICS_WANTED = "topics_wanted", _("topics to learn")
    TOPICS_OFFERED = "topics_offered", _("topics on offer")
    EXPERIENCE = "experience", _("experience")
    EMPLOYER = "employer", _("employer")
    LINKS = "links", _("links")
