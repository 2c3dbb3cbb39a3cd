"""Addresses that lead here from outside, and tokens in them."""

import pytest
from django.conf import LazySettings

from pairloom.core.addresses import RowTokens, full_address
from pairloom.core.models import AuditEntry


@pytest.mark.parametrize(
    ("to", "arguments", "path"),
    [
        ("desk:home", (), "/"),
        ("events:event", ("spring",), "/events/spring/"),
        ("/events/spring/?as=mentor", (), "/events/spring/?as=mentor"),
    ],
    ids=["a page", "a page of something", "a path as it stands"],
)
def test_a_whole_address_begins_with_where_people_reach_this_installation(
    to: str, arguments: tuple[str, ...], path: str, settings: LazySettings
) -> None:
    settings.SITE_ADDRESS = "https://mentoring.example.org"
    assert full_address(to, *arguments) == f"https://mentoring.example.org{path}"


@pytest.fixture
def rows(db: None) -> list[AuditEntry]:
    return [AuditEntry.objects.create(action="made", subject=f"round:{number}") for number in (3, 4)]


def test_a_token_stands_for_its_row_each_time(rows: list[AuditEntry]) -> None:
    tokens = RowTokens("a survey")
    made = [tokens.make(row) for row in rows]
    assert [tokens.row(token, AuditEntry.objects.all()) for token in made] == rows
    assert made == [tokens.make(row) for row in rows]


def test_a_token_that_we_did_not_make_stands_for_nothing(rows: list[AuditEntry]) -> None:
    tokens = RowTokens("a survey")
    one, other = rows
    signature = tokens.make(one).partition(":")[2]
    for token in ("", str(one.pk), f"{one.pk}:", f"{other.pk}:{signature}", f"x:{signature}"):
        assert tokens.row(token, AuditEntry.objects.all()) is None


def test_a_token_of_one_kind_of_link_opens_no_other_kind(rows: list[AuditEntry]) -> None:
    token = RowTokens("a survey").make(rows[0])
    assert RowTokens("an answer").row(token, AuditEntry.objects.all()) is None


def test_a_row_that_is_gone_or_out_of_reach_is_not_given(rows: list[AuditEntry]) -> None:
    tokens = RowTokens("a survey")
    token = tokens.make(rows[0])
    assert tokens.row(token, AuditEntry.objects.filter(subject="round:4")) is None
    rows[0].delete()
    assert tokens.row(token, AuditEntry.objects.all()) is None
