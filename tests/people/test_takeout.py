"""“Send me all my data”: everything, in two forms, with nothing in it that a spreadsheet would run."""

import csv
import io
import json
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core import personal_data
from pairloom.people.enums import ConsentKind, Level
from pairloom.people.models import Person
from pairloom.people.services import record_consent, update_profile
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person
from tests.support.signing_in import sign_in_by_code

pytestmark = pytest.mark.django_db


def taken(client: Client) -> zipfile.ZipFile:
    answer = client.post(reverse("people:download"))
    assert answer["Content-Disposition"].startswith('attachment; filename="pairloom-data-')
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


@pytest.fixture
def person() -> Person:
    person = a_person("Ana Reis")
    update_profile(
        person=person,
        by=person,
        about="=HYPERLINK(1)",
        languages=["Portuguese", "English"],
        topics_wanted={"Go": Level.BASICS},
    )
    record_consent(person=person, kind=ConsentKind.CONDUCT, document="programme:1", version="2")
    return person


def test_the_archive_has_every_kind_in_both_forms(client: Client, mailbox: Mailbox, person: Person) -> None:
    sign_in_by_code(client, mailbox, person.email)
    archive = taken(client)
    everything = json.loads(archive.read("everything.json"))
    assert set(everything) == {holder.name for holder in personal_data.holders()}
    tables = {name for name in archive.namelist() if name.endswith(".csv")}
    assert {"profile.csv", "topics.csv", "consents.csv", "e-mail-addresses.csv", "sign-ins.csv"} <= tables
    assert everything["profile"][0]["about"] == "=HYPERLINK(1)"
    [profile] = table(archive, "profile.csv")
    assert (profile["email"], profile["languages"]) == (person.email, "Portuguese; English")
    assert table(archive, "topics.csv") == [{"topic": "Go", "side": "wanted", "level": "the basics"}]
    assert table(archive, "e-mail-addresses.csv")[0]["address"] == person.email


def test_nothing_in_a_table_would_run(client: Client, person: Person) -> None:
    client.force_login(person)
    [profile] = table(taken(client), "profile.csv")
    assert profile["about"] == "'=HYPERLINK(1)"


def test_it_is_only_ones_own(client: Client, person: Person) -> None:
    client.force_login(a_person("Ben Okri"))
    archive = taken(client)
    assert "Ana" not in archive.read("everything.json").decode()


def test_every_kind_gives_flat_rows_of_plain_values(person: Person) -> None:
    for holder in personal_data.holders():
        for row in holder.export(person):
            assert all(isinstance(value, str | int | float | bool | None) for value in row.values()), row


def test_the_page_counts_what_is_kept(client: Client, person: Person) -> None:
    client.force_login(person)
    text = client.get(reverse("people:data")).content.decode()
    assert '<dt>Topics</dt><dd class="number">1</dd>' in text
