"""The text on how data are used, in which version, and whether this session's person agreed to it."""

from django.http import HttpRequest

from pairloom.people.enums import ConsentKind
from pairloom.people.models import Person
from pairloom.people.queries import has_consented
from pairloom.people.services import record_consent

DOCUMENT = "site"
VERSION = "2026-11-3"  # a changed text in templates/people/privacy_text.html is a new version
_SESSION_KEY = "agreed_to_privacy"


def note_at_sign_in(request: HttpRequest, person: Person) -> None:
    """Remember in the session which version the person agreed to, so that no page has to look it up."""
    agreed = has_consented(person, ConsentKind.PRIVACY, DOCUMENT, VERSION)
    request.session[_SESSION_KEY] = VERSION if agreed else ""


def agree(request: HttpRequest, person: Person) -> None:
    """Record that the person agreed to the present version."""
    record_consent(person=person, kind=ConsentKind.PRIVACY, document=DOCUMENT, version=VERSION)
    request.session[_SESSION_KEY] = VERSION


def is_to_be_asked(request: HttpRequest) -> bool:
    """Whether this session's person has not agreed to the present version."""
    return request.session.get(_SESSION_KEY, VERSION) != VERSION
