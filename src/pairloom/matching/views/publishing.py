"""Publishing a proposal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.matching.forms import MadeOnForm
from pairloom.matching.services.publishing import Published, publish_proposal
from pairloom.matching.views.access import for_matchers
from pairloom.people.visitors import visitor
from pairloom.programmes.message_scopes import outbox_of
from pairloom.programmes.models import Round


@require_POST
@for_matchers
def publish(request: HttpRequest, round: Round) -> HttpResponse:
    """Make the pairs and draft the letters, and lead to them; pressing twice does it once."""
    form = MadeOnForm(request.POST)
    if not form.is_valid():
        return redirect("matching:proposal", round.programme.slug, round.slug)
    try:
        published = publish_proposal(round=round, made_on=form.cleaned_data["made_on"], by=visitor(request))
    except (StaleError, RefusedError) as error:
        refused(request, error.message)
        return redirect("matching:proposal", round.programme.slug, round.slug)
    done(
        request,
        _told(published) if published.is_new else _("It was published already. Here are the letters."),
    )
    return redirect(outbox_of(round.programme, round))


def _told(published: Published) -> str:
    pairs = ngettext("Published: %(pairs)s pair.", "Published: %(pairs)s pairs.", len(published.pairs))
    letters = ngettext(
        "Read the %(letters)s letter below, change what you like, and send it.",
        "Read the %(letters)s letters below, change what you like, and send them.",
        published.letters,
    )
    return f"{pairs} {letters}" % {"pairs": len(published.pairs), "letters": published.letters}
