from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Application

WHO = {
    "": (_("everybody"), Q()),
    "mentees": (_("mentees"), Q(wants__gte=1)),
    "mentors": (_("mentors"), Q(capacity__gte=1)),
    "both": (_("both at once"), Q(wants__gte=1, capacity__gte=1)),
    "pausing": (_("mentors who pause"), Q(capacity=0)),
}


class ApplicationFilter(forms.Form):
    """Which applications a list shows. What makes no sense is left out, so that no link ever breaks."""

    use_required_attribute = False

    who = forms.ChoiceField(
        label=_("Who"), required=False, choices=[(key, words) for key, (words, _q) in WHO.items()]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("taking part")),
            (ApplicationState.DRAFT, _("not sent yet")),
            (ApplicationState.WITHDRAWN, _("withdrawn")),
        ],
    )
    search = forms.CharField(
        label=_("Name, address or topic"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    def shown(self, applications: QuerySet[Application]) -> QuerySet[Application]:
        """Those that fit; the submitted ones unless another state is asked for."""
        self.is_valid()
        chosen = self.cleaned_data
        found = applications.filter(
            WHO[chosen.get("who", "")][1], state=chosen.get("state") or ApplicationState.SUBMITTED
        )
        words = chosen.get("search", "")
        if not words:
            return found
        topics = Application.objects.filter(person__topics__topic__name__icontains=words).values("pk")
        return found.filter(
            Q(person__name__icontains=words) | Q(person__email__icontains=words) | Q(pk__in=topics)
        )

    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())
