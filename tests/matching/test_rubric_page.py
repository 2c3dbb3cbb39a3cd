import tomllib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pairloom.engines.affinity import rubric_from_toml
from pairloom.programmes.models import Round
from tests.matching.test_pages import address, as_organiser, text
from tests.support.matching import a_closed_round

pytestmark = pytest.mark.django_db


def typed(page_context: dict, **changes: str) -> dict[str, str]:
    """The form as the browser would send it, with some fields typed over."""
    sent = {f"weight-{at}": str(line.weight) for at, line in enumerate(page_context["criteria"])}
    sent |= {f"rule-{at}": "on" for at, line in enumerate(page_context["rules"]) if line.is_used}
    return {name: value for name, value in {**sent, **changes}.items() if value}


def uploaded(client: Client, round: Round, content: bytes):
    file = SimpleUploadedFile("rubric.toml", content)
    return client.post(address("rubric-upload", round), {"file": file}, follow=True)


def test_a_new_round_shows_the_standard_in_plain_words(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    shown = text(client.get(address("rubric", round)))
    assert "The more of the mentee's topics wanted the mentor has in topics offered, the better." in shown
    assert "Both are free together for at least 1 h in every week of the round." in shown


def test_a_weight_typed_is_kept_and_downloaded(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    page = client.get(address("rubric", round))
    names = [line.name for line in page.context["criteria"]]
    place = names.index("topics")
    client.post(address("rubric", round), typed(page.context, **{f"weight-{place}": "7.5"}))
    file = client.get(address("rubric-file", round)).content.decode()
    weights = {each.name: each.weight for each in rubric_from_toml(file).criteria}
    assert weights["topics"] == 7.5
    assert set(weights) == {line.name for line in page.context["criteria"] if line.is_used}


def test_a_rule_that_is_ticked_holds_and_one_that_is_not_does_not(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    page = client.get(address("rubric", round))
    rules = [line.name for line in page.context["rules"]]
    change = {f"rule-{rules.index('employer')}": "on", f"rule-{rules.index('languages')}": ""}
    client.post(address("rubric", round), typed(page.context, **change))
    round.refresh_from_db()
    assert [rule["name"] for rule in round.rubric["rule"]] == ["common hours", "employer"]


def test_what_cannot_be_a_weight_is_shown_again_with_what_to_do(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    page = client.get(address("rubric", round))
    answer = client.post(address("rubric", round), typed(page.context, **{"weight-0": "a lot"}))
    assert answer.status_code == 422
    assert "“a lot” is not a number from 0 to 100" in text(answer)
    assert 'value="a lot"' in answer.content.decode()
    round.refresh_from_db()
    assert round.rubric == {}


def test_at_least_one_criterion_must_count(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    page = client.get(address("rubric", round))
    nothing = {f"weight-{at}": "0" for at in range(len(page.context["criteria"]))}
    answer = client.post(address("rubric", round), typed(page.context, **nothing))
    assert "At least one criterion must count." in text(answer)


def test_the_file_downloaded_and_uploaded_again_changes_nothing(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    before = client.get(address("rubric-file", round)).content
    assert "Saved" in text(uploaded(client, round, before))
    assert client.get(address("rubric-file", round)).content == before


def test_a_file_with_a_fault_is_refused_with_its_line(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    page = uploaded(client, round, b'[[criterion]]\nname = "topics"\nkind = "overlapp"\nweight = 1\n')
    assert page.status_code == 422
    assert "line 3" in text(page)
    assert "overlap" in text(page)


def test_tables_keep_their_order_whatever_the_database_made_of_it(client: Client) -> None:
    round = a_closed_round()
    steps = {"name": "steps", "kind": "ordered scale", "column": "years", "points": {"10": 1, "2": 3, "1": 2}}
    columns = {"zoo": "Zoo", "id": "E-mail", "about": "Bio"}
    round.rubric = {"criterion": [steps], "columns": columns}
    round.save()
    as_organiser(client, round)
    file = tomllib.loads(client.get(address("rubric-file", round)).content.decode())
    assert list(file["columns"]) == ["id", "about", "zoo"]
    assert list(file["criterion"][0]["points"]) == ["1", "2", "10"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"this is not toml", b""])
def test_what_is_no_rubric_is_refused_in_plain_words(client: Client, content: bytes) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    page = uploaded(client, round, content)
    assert page.status_code == 422
    assert page.context["file_form"].errors["file"]
    round.refresh_from_db()
    assert round.rubric == {}


def test_the_standard_comes_back_with_one_button(client: Client) -> None:
    round = a_closed_round()
    round.rubric = {"criterion": [{"name": "x", "kind": "same value", "column": "employer", "weight": 1}]}
    round.save()
    as_organiser(client, round)
    client.post(address("rubric-standard", round))
    file = tomllib.loads(client.get(address("rubric-file", round)).content.decode())
    assert "topics" in [each["name"] for each in file["criterion"]]
