"""The survey after an event, and who met whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pairloom.events.models import Attendee, Feedback, Meeting
from pairloom.events.services.afterwards import Correction
from pairloom.programmes.enums import Side

NOBODY = ""
YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
WORTH = [
    (5, _("5: very much")),
    (4, _("4")),
    (3, _("3: so-so")),
    (2, _("2")),
    (1, _("1: not at all")),
]


class SurveyForm(forms.Form):
    """Three questions, and a fourth when some months have passed. All are optional, one must be answered."""

    in_touch = forms.TypedChoiceField(
        label=_("Are you still in touch with somebody whom you met that day?"),
        choices=YES_OR_NO,
        coerce=lambda word: word == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    worth = forms.TypedChoiceField(
        label=_("Was it worth your time?"),
        choices=WORTH,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    again = forms.TypedChoiceField(
        label=_("Would you come again?"),
        choices=YES_OR_NO,
        coerce=lambda word: word == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = forms.CharField(
        label=_("What should we do differently?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("The organisers read this without your name. Do not name yourself or others."),
    )

    def __init__(self, data: Any = None, *, given: Feedback | None, asks_who_is_in_touch: bool) -> None:
        super().__init__(data, initial=_initial(given) if given else None)
        if not asks_who_is_in_touch:
            del self.fields["in_touch"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and all(answer in (None, "") for answer in answers.values()):
            raise forms.ValidationError(gettext("Answer at least one question."))
        return answers


def _initial(given: Feedback) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: None}
    return {
        "worth": given.worth,
        "again": words[given.again],
        "comment": given.comment,
        "in_touch": words[given.in_touch],
    }


class MentorsMetForm(forms.Form):
    """Of a mentee: with whom they sat in each turn."""

    def __init__(
        self,
        data: Any = None,
        *,
        attendee: Attendee,
        turns: int,
        meetings: Sequence[Meeting],
        mentors: Sequence[Attendee],
    ) -> None:
        super().__init__(data)
        self.attendee = attendee
        sat = {meeting.turn: meeting for meeting in meetings if meeting.took_place}
        names = {mentor.pk: str(mentor.person) for mentor in mentors}
        for turn in range(1, turns + 1):
            known = dict(names)
            if turn in sat:
                known.setdefault(sat[turn].mentor_id, str(sat[turn].mentor.person))
            self.fields[f"turn-{turn}"] = forms.TypedChoiceField(
                label=gettext("Turn %(turn)s") % {"turn": turn},
                choices=[(NOBODY, gettext("nobody")), *sorted(known.items(), key=lambda entry: entry[1])],
                coerce=int,
                empty_value=None,
                required=False,
                initial=sat[turn].mentor_id if turn in sat else NOBODY,
            )

    def corrections(self) -> Iterator[Correction]:
        for name, mentor in self.cleaned_data.items():
            yield Correction(int(name.removeprefix("turn-")), self.attendee.pk, mentor)


class MenteesMetForm(forms.Form):
    """Of a mentor: who of those at their table was there, turn by turn."""

    def __init__(self, data: Any = None, *, attendee: Attendee, meetings: Sequence[Meeting]) -> None:
        super().__init__(data)
        self.attendee = attendee
        by_turn: dict[int, list[Meeting]] = {}
        for meeting in meetings:
            by_turn.setdefault(meeting.turn, []).append(meeting)
        for turn, rows in sorted(by_turn.items()):
            self.fields[f"turn-{turn}"] = forms.TypedMultipleChoiceField(
                label=gettext("Turn %(turn)s") % {"turn": turn},
                choices=[(row.mentee_id, str(row.mentee.person)) for row in rows],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[row.mentee_id for row in rows if row.took_place],
            )

    def corrections(self) -> Iterator[Correction]:
        for name, met in self.cleaned_data.items():
            for mentee, _name in self.fields[name].choices:  # type: ignore[attr-defined]
                mentor = self.attendee.pk if mentee in met else None
                yield Correction(int(name.removeprefix("turn-")), mentee, mentor)


MetForm = MentorsMetForm | MenteesMetForm


def met_form(
    data: Any, attendee: Attendee, *, turns: int, meetings: Sequence[Meeting], mentors: Sequence[Attendee]
) -> MetForm:
    """The form for the side on which somebody came."""
    if attendee.side == Side.MENTEE:
        return MentorsMetForm(data, attendee=attendee, turns=turns, meetings=meetings, mentors=mentors)
    return MenteesMetForm(data, attendee=attendee, meetings=meetings)
