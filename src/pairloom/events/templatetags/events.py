"""Tags that only the pages of events need."""

from django import template

from pairloom.events.models import Event
from pairloom.events.tabs import Tab, tabs

register = template.Library()


@register.simple_tag(takes_context=True)
def event_tabs(context: template.Context, event: Event) -> list[Tab]:
    """The tabs of an event that the visitor may open, the one for this page marked."""
    request = context["request"]
    return tabs(event, request.resolver_match.view_name, request.user)
