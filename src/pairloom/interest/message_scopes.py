"""The letters with news belong to nobody who could read them: not to organisers, not to administrators."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pairloom.interest.letters import SCOPE_KIND
from pairloom.messages import scopes


def register() -> None:
    scopes.register(
        SCOPE_KIND,
        may_manage=lambda person, pk: False,
        title=lambda pk: _("mutual interest"),
        page=lambda pk: reverse("interest:people"),
    )
