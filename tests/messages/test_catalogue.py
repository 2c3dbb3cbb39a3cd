"""Every kind of message that an app announces can be drafted as it is, and is described truly."""

import pytest

from pairloom.messages import catalogue
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.letters import compose
from pairloom.messages.placeholders import fill_body, fill_subject, names
from tools import placeholders


@pytest.mark.parametrize("kind", catalogue.kinds(), ids=lambda kind: kind.key)
def test_the_built_in_wording_can_be_filled_and_uses_what_it_offers(kind: MessageKind) -> None:
    letter = compose(
        scope="nobody:1",
        subject=fill_subject(str(kind.subject), kind.sample),
        body=fill_body(str(kind.body), kind.sample),
    )
    assert letter.subject
    assert "{{" not in letter.subject + letter.text
    assert set(names(f"{kind.subject} {kind.body}")) <= kind.placeholders.keys()


def test_the_reference_of_placeholders_is_what_the_program_knows() -> None:
    written = placeholders.PAGE.read_text(encoding="utf-8")
    assert written == placeholders.reference(), "run: python -m tools.placeholders"


def test_a_kind_without_samples_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_kinds", {})
    kind = MessageKind("k", "K", "{{ a }}", "b", placeholders={"a": "something"})
    with pytest.raises(ValueError, match="sample for each placeholder"):
        catalogue.register(kind)
