"""Answering an invitation to an event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pairloom.events.enums import RsvpState, Sharing
from pairloom.events.forms.known_people import KnownPeopleField
from pairloom.events.models import Attendee, Event, usually_shared
from pairloom.events.queries.people import mentors_to_wish_for, named_to_others
from pairloom.events.services.rsvp import MOST_WISHES, Answer
from pairloom.people.enums import Experience, TopicSide
from pairloom.people.models import Person
from pairloom.programmes.enums import Side

WISHES = {1: _("Dearest wish"), 2: _("Second wish"), 3: _("Third wish")}
OF_PROFILE = {Side.MENTEE: TopicSide.WANTED, Side.MENTOR: TopicSide.OFFERED}


class RsvpForm(forms.Form):
    """One person's answer. What is known of them, from an earlier answer or the profile, is filled in."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As it should stand on your card."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    side = forms.ChoiceField(
        label=_("You come"),
        choices=[(Side.MENTEE, _("to learn, as a mentee")), (Side.MENTOR, _("to help, as a mentor"))],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        help_text=_("What you want to talk about, or can help with. They decide whom you sit with."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one topic: it decides whom you sit with."),
            "invalid_choice": _(
                "A topic that you ticked is not on the list any more. Look at the list again."
            ),
        },
    )
    employer = forms.CharField(
        label=_("Employer or school"),
        required=False,
        max_length=120,
        help_text=_("So that you meet people from elsewhere."),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    experience = forms.ChoiceField(
        label=_("How long you have been in the field"),
        required=False,
        choices=[("", _("I would rather not say")), *Experience.choices],
    )
    turns = forms.TypedMultipleChoiceField(
        label=_("Turns in which you are there"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take away those that you will miss, if you come late or must leave early."),
        error_messages={"required": _("Tick at least one turn, or say that you cannot come.")},
    )
    question = forms.CharField(
        label=_("A question in advance"),
        required=False,
        max_length=280,
        help_text=_("One or two sentences. Mentors read it before you sit down."),
        widget=forms.Textarea({"rows": 2}),
    )
    access_needs = forms.CharField(
        label=_("What you need to take part well"),
        required=False,
        max_length=1000,
        help_text=_(
            "Such as a table that you reach without steps, or a quiet corner. Only the organisers and hosts "
            "see this, and it is erased a week after the event."
        ),
        widget=forms.Textarea({"rows": 2}),
    )
    shares = forms.MultipleChoiceField(
        label=_("What others may see"),
        required=False,
        choices=Sharing.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mentors are always named, for people can wish for them."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        event: Event,
        person: Person,
        attendee: Attendee | None = None,
        side: str = "",
    ) -> None:
        self.event = event
        self.known_topics = {str(topic.pk): topic for topic in event.topics.all()}
        mentors = mentors_to_wish_for(event).exclude(person=person)
        self.mentors = {str(mentor.pk): mentor for mentor in mentors}
        known = _of_answer(attendee) if attendee else _of_profile(person, side, self.known_topics)
        usual = {"name": person.name, "turns": list(range(1, event.turns + 1)), "shares": usually_shared()}
        super().__init__(data, initial=usual | known)
        self._ask_for_topics()
        self._ask_for_turns()
        self._ask_for_people(person, attendee)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        wished: set[str] = set()
        for name in (field.name for field in self.wishes()):
            if (pk := given.get(name, "")) and pk in wished:
                told = _("%(name)s is among your wishes already. Choose somebody else, or nobody.")
                self.add_error(name, told % {"name": self.mentors[pk].person})
            wished.add(pk)
        return given

    def answer(self) -> Answer:
        given = self.cleaned_data
        wished = (self.mentors.get(given[f"wish_{rank}"]) for rank in WISHES if f"wish_{rank}" in given)
        return Answer(
            side=Side(given["side"]),
            topics=[self.known_topics[pk] for pk in given.get("topics", [])],
            wishes=tuple(mentor for mentor in wished if mentor)[:MOST_WISHES],
            knows=given.get("knows", []),
            employer=given["employer"],
            experience=given["experience"],
            away=[turn for turn in range(1, self.event.turns + 1) if turn not in given["turns"]],
            access_needs=given["access_needs"],
            question=given["question"],
            shares=given["shares"],
        )

    def wishes(self) -> list[forms.BoundField]:
        return [self[f"wish_{rank}"] for rank in WISHES if f"wish_{rank}" in self.fields]

    def _ask_for_topics(self) -> None:
        self.fields["topics"].choices = [(pk, topic.name) for pk, topic in self.known_topics.items()]  # type: ignore[attr-defined]
        if not self.known_topics:
            del self.fields["topics"]

    def _ask_for_turns(self) -> None:
        begins = [self.event.starts_at + turn * self.event.stride for turn in range(self.event.turns)]
        self.fields["turns"].choices = [  # type: ignore[attr-defined]
            (turn, _turn_label(turn, date_format(moment.astimezone(self.event.zone), "H:i")))
            for turn, moment in enumerate(begins, 1)
        ]

    def _ask_for_people(self, person: Person, attendee: Attendee | None) -> None:
        """Up to three mentors in order, and whom they know; nothing where nobody is there to choose from."""
        choices = [("", _("no wish")), *((pk, _mentor_label(one)) for pk, one in self.mentors.items())]
        for rank, label in list(WISHES.items())[: len(self.mentors)]:
            self.fields[f"wish_{rank}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=choices,
                error_messages={"invalid_choice": _("This mentor does not come any more. Choose another.")},
            )
        others = [one for one in named_to_others(self.event) if one.person_id != person.pk]
        if others:
            self.fields["knows"] = KnownPeopleField(
                label=_("People whom you know already"),
                required=False,
                people=others,
                help_text=_("You will be seated with others, as far as that goes. Nobody sees this list."),
            )


def _turn_label(turn: int, begins: str) -> str:
    return _("Turn %(turn)d, %(begins)s") % {"turn": turn, "begins": begins}


def _mentor_label(mentor: Attendee) -> str:
    topics = ", ".join(topic.name for topic in mentor.topics.all()) if Sharing.TOPICS in mentor.shares else ""
    return f"{mentor.person}: {topics}" if topics else str(mentor.person)


def _of_answer(attendee: Attendee) -> dict[str, Any]:
    wishes = {f"wish_{wish.rank}": wish.mentor_id for wish in attendee.wishes_made.all()}
    return wishes | {
        "side": attendee.side,
        "topics": [topic.pk for topic in attendee.topics.all()],
        "knows": list(attendee.knows.filter(state=RsvpState.COMING)),
        "employer": attendee.employer,
        "experience": attendee.experience,
        "turns": [turn for turn in range(1, attendee.event.turns + 1) if turn not in attendee.away],
        "question": attendee.question,
        "access_needs": attendee.access_needs,
        "shares": attendee.shares,
    }


def _of_profile(person: Person, side: str, topics: dict[str, Any]) -> dict[str, Any]:
    comes_as = Side.MENTOR if side == Side.MENTOR else Side.MENTEE
    theirs = person.topics.filter(side=OF_PROFILE[comes_as], topic__in=list(topics))
    return {
        "side": comes_as,
        "topics": list(theirs.values_list("topic_id", flat=True)),
        "employer": person.employer,
        "experience": person.experience,
    }
