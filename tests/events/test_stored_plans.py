"""Plans that an earlier version stored are still read."""

from importlib import import_module

import pytest
from django.apps import apps

from pairloom.events.changes import change_from_json
from pairloom.events.enums import WhoMoves
from pairloom.events.models import SeatingPlan
from pairloom.events.report import Price
from tests.events.test_seating import planned
from tests.support.events import a_full_event

pytestmark = pytest.mark.django_db


def test_changes_by_hand_prices_and_refusals_from_before_cells_bore_their_turn_are_read() -> None:
    event = a_full_event(mentees=4, mentors=2, turns=1, who_moves=WhoMoves.MENTEES)
    plan = planned(event)
    change = {"kind": "reseat", "turn": 2, "cells": [[1, 2, 3], [4, None, 2]]}
    price = plan.price | {"broken": [{"kind": "met-twice", "people": [1, 2], "turn": 2}]}
    failure = [{"kind": "absent", "pairs": [[1, 2]], "person": 1, "limit": 0, "turn": 2}]
    SeatingPlan.objects.filter(pk=plan.pk).update(change=change, price=price, failure=failure)
    migration = import_module("pairloom.events.migrations.0003_cells_with_turns")
    for _ in range(2):  # a second time changes nothing
        migration.complete(apps, None)
    plan.refresh_from_db()
    assert change_from_json(plan.change).people == (1, 2, 3, 4, 2)
    assert [cell.turn for cell in change_from_json(plan.change).cells] == [2, 2]
    assert plan.failure == [failure[0] | {"places": [], "table": None}]
    assert Price.from_json(plan.price).broken[0].table is None
