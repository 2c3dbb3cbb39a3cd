"""Every kind of question, each in one place."""

from django.utils.translation import gettext_lazy as _

from pairloom.programmes.enums import QuestionKind
from pairloom.programmes.kinds import answers, profile
from pairloom.programmes.kinds.base import BOTH_SIDES, Kind, Sides
from pairloom.programmes.models import Question

__all__ = ["BOTH_SIDES", "KINDS", "Kind", "Sides", "kind_of"]

_ALL: list[Kind] = [
    answers.Short(QuestionKind.SHORT, _("A line of text, such as a project's name.")),
    answers.Long(QuestionKind.LONG, _("A few sentences, such as what they hope for.")),
    answers.OneOf(QuestionKind.ONE_OF, _("One choice from your list.")),
    answers.SeveralOf(QuestionKind.SEVERAL_OF, _("As many choices from your list as they like.")),
    answers.Scale(QuestionKind.SCALE, _("A step on a scale, such as how much they have done already.")),
    answers.Number(QuestionKind.NUMBER, _("A number, such as hours a month.")),
    answers.Consent(QuestionKind.CONSENT, _("A box to tick, such as agreeing to be named in a report.")),
    answers.LikeIdentity(
        QuestionKind.LIKE_IDENTITY,
        _("Mentees may wish for a mentor like themselves; mentors say who they are."),
    ),
    profile.Topics(
        QuestionKind.TOPICS, _("What they want to learn, or offer to help with, each with a level.")
    ),
    profile.Availability(QuestionKind.AVAILABILITY, _("When they are free in a week, and their time zone.")),
    profile.Languages(QuestionKind.LANGUAGES, _("The languages in which they can meet.")),
    profile.WaysToMeet(QuestionKind.WAYS_TO_MEET, _("Video, chat, e-mail or in person.")),
    profile.ExperienceKind(QuestionKind.EXPERIENCE, _("How long they have been in the field.")),
    profile.Employer(QuestionKind.EMPLOYER, _("Where they work; a rubric can keep colleagues apart.")),
    profile.Links(QuestionKind.LINKS, _("Web addresses, such as open work of theirs.")),
]

KINDS: dict[QuestionKind, Kind] = {kind.kind: kind for kind in _ALL}


def kind_of(question: Question) -> Kind:
    return KINDS[QuestionKind(question.kind)]
