"""What somebody does with their own list. Nothing here reads anybody else's, and nothing is logged."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from pairloom.core.errors import InvalidError, RefusedError
from pairloom.interest import shelf
from pairloom.interest.enums import Kind
from pairloom.interest.private_list import LONGEST_TOPIC, PrivateList
from pairloom.people.models import Person


def mark(*, by: Person, about: Person, kind: Kind, scope: str, topic: str = "") -> None:
    """Note privately what `by` would like; nobody is told unless `about` marks the answer in the same scope.

    `scope` is such as "community" or "event:5". The caller only offers people whom `by` may see anyhow. Does
    the same, with the same queries, whatever others marked. Raises RefusedError for oneself, and where one's
    own places are taken; InvalidError for a topic that is too long.
    """
    if by.pk == about.pk:
        raise RefusedError(_("That is you."))
    topic = " ".join(topic.split())
    if len(topic) > LONGEST_TOPIC:
        told = _("Please say it in %(most)d characters.") % {"most": LONGEST_TOPIC}
        raise InvalidError(told, {"topic": told})
    shelf.change(
        by.pk,
        lambda mine: mine.tidied(today=shelf.today()).marked(
            about=about.pk, kind=Kind(kind), scope=scope, topic=topic, today=shelf.today()
        ),
    )


def withdraw(*, by: Person, about: int, kind: Kind, scope: str) -> None:
    """Take a mark back. Its place is free again after the cool-down."""
    shelf.change(
        by.pk, lambda mine: mine.withdrawn(about=about, kind=Kind(kind), scope=scope, today=shelf.today())
    )


def block(*, by: Person, about: Person) -> None:
    """Never become mutual with this person. To them it looks as if `by` had never marked anything."""
    if by.pk == about.pk:
        raise RefusedError(_("That is you."))
    shelf.change(by.pk, lambda mine: mine.with_block(about.pk, today=shelf.today()))


def unblock(*, by: Person, about: int) -> None:
    """Take a block back."""
    shelf.change(by.pk, lambda mine: mine.without_block(about))


def put_off(*, by: Person, about: Person) -> None:
    """Do not suggest this person to `by` for some months."""
    shelf.change(by.pk, lambda mine: mine.tidied(today=shelf.today()).put_off(about.pk, today=shelf.today()))


def put_off_no_more(*, by: Person, about: int) -> None:
    """Suggest this person to `by` again."""
    shelf.change(by.pk, lambda mine: mine.put_off_no_more(about))


def look_through(*, by: Person, sees_news: bool = False) -> PrivateList:
    """Read one's own list as it was, and write it anew, changed only in that news were seen.

    Call it on each visit of a page on which one can mark: looking and marking then leave the same trace.
    """
    before = PrivateList()

    def seen(mine: PrivateList) -> PrivateList:
        nonlocal before
        before = mine
        return mine.seen() if sees_news else mine

    shelf.change(by.pk, seen)
    return before


def open_lists(*, people: Collection[Person]) -> None:
    """Give each of these a list with nothing in it, at once, so that having one tells nothing.

    Call it for everybody who is going to be offered marks outside the pages of this app.
    """
    shelf.open_for(person.pk for person in people)
