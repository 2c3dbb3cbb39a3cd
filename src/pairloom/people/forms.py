from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.people.enums import Experience
from pairloom.people.fields import (
    LanguagesFormField,
    LinksFormField,
    TimeZoneFormField,
    TopicsFormField,
    WaysToMeetFormField,
    WeekFormField,
)


class AboutForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As people should call you in mails and introductions."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    pronouns = forms.CharField(
        label=_("Pronouns"), required=False, max_length=40, help_text=_("Such as she/her or they/them.")
    )
    place = forms.CharField(
        label=_("Where you live"),
        required=False,
        max_length=120,
        help_text=_("A city or a region is enough. It helps where people would like to meet in person."),
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    about = forms.CharField(
        label=_("One public line about you"),
        required=False,
        max_length=280,
        help_text=_("What you would say in a round of introductions."),
        widget=forms.Textarea({"rows": 2}),
    )


class WhereAndWhenForm(forms.Form):
    """Where somebody is, when they are free, and how they like to meet."""

    time_zone = TimeZoneFormField(
        label=_("Your time zone"), help_text=_("All times that you see and give are in this zone.")
    )
    languages = LanguagesFormField(
        label=_("Languages that you are glad to talk in"),
        required=False,
        help_text=_("A pair works best with one in common."),
    )
    ways_to_meet = WaysToMeetFormField(label=_("How you like to meet"), required=False)
    chat_handle = forms.CharField(
        label=_("Your handle in the community's chat"), required=False, max_length=80
    )
    availability = WeekFormField(
        label=_("When you are usually free"),
        required=False,
        help_text=_("Be generous: the more you mark, the easier it is to find somebody for you."),
    )


class LearnForm(forms.Form):
    """What somebody would like help with."""

    topics_wanted = TopicsFormField(
        label=_("Topics you want to learn"),
        required=False,
        help_text=_("The level says how deep the help should go."),
    )


class OfferForm(forms.Form):
    """What somebody can help others with."""

    topics_offered = TopicsFormField(
        label=_("Topics you can help with"),
        required=False,
        help_text=_("The level says how well you know it. You need not be an expert to help."),
    )


class WorkForm(forms.Form):
    """What somebody does and has done."""

    experience = forms.ChoiceField(
        label=_("How long you have been in the field"),
        required=False,
        choices=Experience.choices,
        widget=forms.RadioSelect,
    )
    employer = forms.CharField(
        label=_("Employer or school"),
        required=False,
        max_length=120,
        help_text=_("Used to avoid pairing colleagues, where a programme wishes that."),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    links = LinksFormField(
        label=_("Links"),
        required=False,
        help_text=_("Where others can see what you do: code, talks, a page."),
    )
