"""The profile in small steps: which parts are asked together, and when a step counts as filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairloom.people.enums import ProfilePart
from pairloom.people.forms import AboutForm, LearnForm, OfferForm, WhereAndWhenForm, WorkForm


@dataclass(frozen=True)
class Step:
    slug: str
    title: Promise
    lead: Promise
    form: type[forms.BaseForm]
    essential: tuple[ProfilePart, ...]

    def is_filled(self, profile: Mapping[str, Any]) -> bool:
        return all(profile[part] for part in self.essential)


STEPS = (
    Step(
        "about",
        _("About you"),
        _("So that people know whom they are talking to."),
        AboutForm,
        (ProfilePart.NAME,),
    ),
    Step(
        "where-and-when",
        _("Where and when"),
        _("A pair needs a common language and a common hour. This is how we find both."),
        WhereAndWhenForm,
        (ProfilePart.TIME_ZONE, ProfilePart.LANGUAGES, ProfilePart.AVAILABILITY, ProfilePart.WAYS_TO_MEET),
    ),
    Step(
        "learn",
        _("What you want to learn"),
        _("Small and concrete is best. Leave it empty if you only want to help others."),
        LearnForm,
        (ProfilePart.TOPICS_WANTED,),
    ),
    Step(
        "offer",
        _("What you can offer"),
        _("What you learned last year is what somebody needs now. Leave it empty if you only want to learn."),
        OfferForm,
        (ProfilePart.TOPICS_OFFERED,),
    ),
    Step(
        "work",
        _("Work"),
        _("A little background, for those who read applications."),
        WorkForm,
        (ProfilePart.EXPERIENCE,),
    ),
)


def step_called(slug: str) -> Step | None:
    return next((step for step in STEPS if step.slug == slug), None)


def step_after(step: Step) -> Step | None:
    """The next step, or None after the last."""
    return next(iter(STEPS[STEPS.index(step) + 1 :]), None)


def step_before(step: Step) -> Step | None:
    """The step before, or None before the first."""
    position = STEPS.index(step)
    return STEPS[position - 1] if position else None
