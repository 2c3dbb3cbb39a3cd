"""Changing what counts in a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import InvalidError
from pairloom.matching.bridge.rubric import checked, rubric_from_text
from pairloom.people.models import Person
from pairloom.programmes.models import Round


def save_rubric(*, round: Round, rubric: Mapping[str, Any], by: Person | None) -> None:
    """Keep a rubric for the runs to come. Raises InvalidError that says what is wrong with it."""
    round.rubric = checked(rubric)
    round.save(update_fields=["rubric"])
    audit.record("changed what counts", round, by=by)


def save_rubric_file(*, round: Round, content: bytes, by: Person | None) -> None:
    """Keep the rubric of a TOML file. Raises InvalidError that names the line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidError(_("This file is not text. A rubric is a TOML file, written in UTF-8.")) from None
    save_rubric(round=round, rubric=rubric_from_text(text), by=by)


def use_standard_rubric(*, round: Round, by: Person | None) -> None:
    """Forget the round's own rubric."""
    round.rubric = {}
    round.save(update_fields=["rubric"])
    audit.record("went back to the standard rubric", round, by=by)
