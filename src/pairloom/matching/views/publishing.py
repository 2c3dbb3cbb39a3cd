"""Publishing a proposal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pairloom.core.errors import RefusedError, StaleError
from pairloom.matching.forms import MadeOnForm
from pairloom.matching.services.publishing import publish_proposal
from pairloom.matching.views.access import for_matchers, person_of
from pairloom.programmes.models import Round


@require_POST
@for_matchers
def publish(request: HttpRequest, round: Round) -> HttpResponse:
    """Make the pairs and draft the letters; pressing twice does it once."""
    form = MadeOnForm(request.POST)
    if form.is_valid():
        try:
            done = publish_proposal(round=round, made_on=form.cleaned_data["made_on"], by=person_of(request))
        except (StaleError, RefusedError) as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request, _told(len(done.pairs)) if done.is_new else _("It was published already.")
            )
    return redirect("matching:proposal", round.programme.slug, round.slug)


def _told(pairs: int) -> str:
    return ngettext("Published: %(pairs)s pair.", "Published: %(pairs)s pairs.", pairs) % {"pairs": pairs}
