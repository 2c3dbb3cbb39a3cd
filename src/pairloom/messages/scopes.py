"""What messages belong to, such as `programme:3`. The app that owns it says who may read them.

    scopes.register("programme", may_manage=may_manage, title=title, page=page)

`may_manage(person, pk)` is asked with a signed-in person; False too where there is no such row.
`title(pk)` is what people call it, `page(pk)` its address; "" where there is nothing to say (any more).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from pairloom.people.models import Person


@dataclass(frozen=True)
class ScopeKind:
    may_manage: Callable[[Person, int], bool]
    title: Callable[[int], str]
    page: Callable[[int], str]


_kinds: dict[str, ScopeKind] = {}


def register(
    kind: str,
    *,
    may_manage: Callable[[Person, int], bool],
    title: Callable[[int], str],
    page: Callable[[int], str] = lambda pk: "",
) -> None:
    if kind in _kinds:
        raise ValueError(f"there is a scope named {kind} already")
    _kinds[kind] = ScopeKind(may_manage, title, page)


def kind_of(scope: str) -> str:
    return scope.partition(":")[0]


def exists(scope: str) -> bool:
    """Whether somebody answers for this kind of scope."""
    return kind_of(scope) in _kinds


def may_manage(person: Person, scope: str) -> bool:
    return exists(scope) and _kinds[kind_of(scope)].may_manage(person, _id(scope))


def title(scope: str) -> str:
    """What people call it; the community where nobody knows."""
    named = _kinds[kind_of(scope)].title(_id(scope)) if exists(scope) else ""
    return named or settings.COMMUNITY


def page(scope: str) -> str:
    return _kinds[kind_of(scope)].page(_id(scope)) if exists(scope) else ""


def _id(scope: str) -> int:
    return int(scope.partition(":")[2])
