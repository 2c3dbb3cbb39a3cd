"""Tags and filters that every template may use without loading them."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pairloom.desk.tabs import Tab, tabs
from pairloom.programmes.models import Round
from pairloom.site.sections import sections

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of `static/icons.svg`. Without a label it is decoration, hidden from screen readers."""
    sprite = static("icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sprite, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name)


@register.simple_tag(takes_context=True)
def round_tabs(context: template.Context, round: Round) -> list[Tab]:
    """The tabs of a round's organiser pages, the one for this page marked."""
    return tabs(round, context["request"].resolver_match.view_name)


@register.simple_tag(takes_context=True)
def masthead_sections(context: template.Context) -> list[Tab]:
    """The links of the masthead, the one for the part of the house in which this page stands marked."""
    return sections(context["request"])


@register.filter
def percent(share: float) -> str:
    """0.734 as 73 %."""
    return f"{share:.0%}".replace("%", "\u202f%")
