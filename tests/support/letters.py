"""A kind of message and a scope of the tests' own, and letters in every state."""

import pytest

from pairloom.messages import catalogue, scopes
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.markdown import Markdown
from pairloom.messages.models import Message
from pairloom.messages.services import draft
from pairloom.people.models import Person
from tests.support.scenarios import a_person

SCOPE = "choir:1"
BATCH = "First rehearsal"
INVITATION = MessageKind(
    key="invitation",
    name="Invitation to sing",
    subject="{{ singer }}, sing with us",
    body="Dear {{ singer }},\n\nwe meet:\n\n{{ times }}\n\n[The hall](https://example.org/hall) is warm.\n\n"
    "{{ conductor }}",
    placeholders={"singer": "who is invited", "conductor": "who leads", "times": "three evenings"},
    sample={"singer": "Sample Singer", "conductor": "Sample Conductor", "times": Markdown("- Monday")},
    scope_kind="choir",
)


@pytest.fixture
def choir(monkeypatch: pytest.MonkeyPatch) -> Person:
    """A scope `choir:1` called "Evening choir"; the fixture is the person who may manage it."""
    monkeypatch.setattr(catalogue, "_kinds", {})
    monkeypatch.setattr(scopes, "_kinds", {})
    catalogue.register(INVITATION)
    scopes.register(
        "choir",
        may_manage=lambda person, pk: pk == 1 and person.email == "conny@example.org",
        title=lambda pk: "Evening choir",
        page=lambda pk: "/me/",
    )
    return a_person("Conny")


def a_draft(*to: Person, about: str = "", batch: str = BATCH, name: str = "") -> Message:
    recipients = to or (a_person(),)
    return draft(
        scope=SCOPE,
        key="invitation",
        about=about,
        batch=batch,
        to=recipients,
        context={
            "singer": name or recipients[0].name,
            "conductor": "Conny",
            "times": Markdown("- Monday\n- Friday"),
        },
    )
