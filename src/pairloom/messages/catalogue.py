"""Which kinds of message there are. Apps announce theirs in `AppConfig.ready`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class MessageKind:
    """A message that is drafted by the program and worded by people.

    `subject` and `body` (Markdown) are the built-in wording; they may use exactly the names of
    `placeholders`, which say in a few words what stands there. `sample` has a value for each, for previews;
    values are plain `str` (escaped) or `Markdown`, as in `services.draft`.
    `scope_kind` such as "programme" says where the wording can be changed; empty: everywhere.
    """

    key: str
    name: str | Promise
    subject: str | Promise
    body: str | Promise
    placeholders: Mapping[str, str | Promise]
    sample: Mapping[str, str] = field(default_factory=dict)
    scope_kind: str = ""


_kinds: dict[str, MessageKind] = {}


def register(kind: MessageKind) -> None:
    if kind.key in _kinds:
        raise ValueError(f"there is a kind of message named {kind.key} already")
    if kind.placeholders.keys() != kind.sample.keys():
        raise ValueError(f"{kind.key} must have a sample for each placeholder, and no other")
    _kinds[kind.key] = kind


def find(key: str) -> MessageKind:
    """LookupError where no app announced it."""
    try:
        return _kinds[key]
    except KeyError:
        raise LookupError(f"no kind of message is named {key}") from None


def kinds(scope_kind: str | None = None) -> list[MessageKind]:
    """All kinds by key, or those whose wording can be changed in such a scope."""
    found = sorted(_kinds.values(), key=lambda kind: kind.key)
    return [kind for kind in found if scope_kind is None or kind.scope_kind in ("", scope_kind)]
