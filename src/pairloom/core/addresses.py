"""Whole addresses of our pages, for mails, calendars and paper, and tokens in them that stand for a row."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.shortcuts import resolve_url

Row = TypeVar("Row", bound=Model)


def full_address(to: str, *args: Any) -> str:
    """The address to follow from outside. `to` is the name of a page, or a path of ours as it stands."""
    return f"{settings.SITE_ADDRESS}{resolve_url(to, *args)}"


class RowTokens:
    """Tokens that only we can make. `purpose` keeps those of one kind of link from opening another."""

    def __init__(self, purpose: str) -> None:
        self._signer = Signer(salt=purpose)

    def make(self, row: Model) -> str:
        """The token of a row: the same each time."""
        return self._signer.sign(str(row.pk))

    def row(self, token: str, among: QuerySet[Row]) -> Row | None:
        """The row that `token` stands for; None where we did not make it, or where it is not in `among`."""
        try:
            key = int(self._signer.unsign(token))
        except (BadSignature, ValueError):
            return None
        return among.filter(pk=key).first()
