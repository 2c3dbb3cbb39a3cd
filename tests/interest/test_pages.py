"""The pages of mutual interest, as people use them."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.interest.enums import Audience, Kind
from pairloom.interest.models import Listing
from pairloom.interest.private_list import OPEN_MARKS
from pairloom.interest.queries import marks_of
from pairloom.interest.services import be_open, bring_news, look_through, mark
from pairloom.people.models import Person
from pairloom.people.services import update_profile
from tests.support.interest import a_member, learns_from, two_who_found_each_other, would_help
from tests.support.queries import SameQueries
from tests.support.scenarios import a_mentee, a_person, a_programme, a_round

pytestmark = pytest.mark.django_db
PEOPLE = "/interest/"


def text_of(client: Client, address: str, **asked: str) -> str:
    page = client.get(address, asked)
    assert page.status_code == 200
    main = page.content.decode().partition("<main")[2]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def act(client: Client, what: str, about: Person, **more: str) -> str:
    answer = client.post(reverse("interest:act"), {"act": what, "about": about.pk, **more}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def noor(client: Client) -> Person:
    """Somebody who takes part and is signed in."""
    person = a_member("Noor", offers=("Go",), wishes=("Rust",))
    client.force_login(person)
    return person


def test_somebody_new_is_told_what_it_is_and_can_take_part(client: Client) -> None:
    person = a_person("Bo")
    client.force_login(person)
    assert client.get(PEOPLE)["Location"] == reverse("interest:listing")
    assert "not even somebody who reads the whole database" in text_of(client, reverse("interest:listing"))
    chosen = {"audience": "everyone", "shows_offers": "on", "line": "Happy to talk"}
    page = client.post(reverse("interest:listing"), chosen, follow=True)
    assert page.request["PATH_INFO"] == PEOPLE
    listing = Listing.objects.get(person=person)
    assert (listing.line, listing.shows_wishes) == ("Happy to talk", False)


def test_one_programme_must_be_named_and_what_was_entered_stays(client: Client, noor: Person) -> None:
    page = client.post(reverse("interest:listing"), {"audience": "programme", "line": "Happy to talk"})
    assert "Choose the programme" in page.content.decode()
    assert "Happy to talk" in page.content.decode()


def test_people_appear_to_those_whom_they_chose(client: Client, noor: Person) -> None:
    a_member("Everyones Eve")
    a_member("Nobodys Nick", audience=Audience.NOBODY)
    programme = a_programme()
    a_member("Programme Pia", audience=Audience.PROGRAMME, programme=programme)
    a_person("Outside Otto")
    names = ["Everyones Eve", "Nobodys Nick", "Programme Pia", "Outside Otto"]
    assert [name for name in names if name in text_of(client, PEOPLE)] == ["Everyones Eve"]
    a_mentee(a_round(programme), "Noor")
    assert "Programme Pia" in text_of(client, PEOPLE)


def test_only_what_somebody_chose_is_shown_and_found(client: Client, noor: Person) -> None:
    a_member("Asha", offers=("Kernel",), wishes=("Singing",), shows_wishes=False, line="Write to me")
    page = text_of(client, PEOPLE)
    assert "Kernel" in page
    assert "Write to me" in page
    assert "Singing" not in page
    assert "Asha" not in text_of(client, PEOPLE, topic="singing")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"topic": "kern"}, ["Asha"]),
        ({"topic": "singing"}, ["Bo"]),
        ({"language": "German"}, ["Bo"]),
        ({"language": "Māori"}, ["Cem"]),
        ({"helps": "on"}, ["Asha"]),
        ({"learns": "on"}, ["Bo"]),
        ({"shares_hours": "on"}, ["Asha", "Bo"]),
        ({"topic": "nothing at all"}, []),
        ({"language": "Klingon"}, ["Asha", "Bo", "Cem"]),
    ],
)
def test_people_are_found_by_what_one_looks_for(
    client: Client, noor: Person, asked: dict[str, str], found: list[str]
) -> None:
    a_member("Asha", offers=("Kernel",))
    bo, cem = a_member("Bo", wishes=("Singing",)), a_member("Cem")
    update_profile(person=bo, by=bo, languages=["English", "German"])
    update_profile(person=cem, by=cem, time_zone="Pacific/Auckland", languages=["Māori"])
    shown = text_of(client, PEOPLE, **asked).partition("People who are open to it")[2]
    assert [name for name in ("Asha", "Bo", "Cem") if f"learn from {name}" in shown] == found


def test_one_tap_marks_and_another_withdraws(client: Client, noor: Person) -> None:
    asha = a_member("Asha")
    page = act(client, "mark", asha, kind="learn", topic="Rust macros")
    assert "You would like to learn from Asha" in page
    assert "Rust macros" in page
    assert [mark.kind for mark in marks_of(noor)] == [Kind.LEARN]
    act(client, "withdraw", asha, kind="learn")
    assert marks_of(noor) == []
    assert "free again" in text_of(client, reverse("interest:mine"))


def test_what_is_mutual_is_said_in_the_directory_and_not_offered_again(client: Client) -> None:
    noor, asha = two_who_found_each_other()
    client.force_login(noor)
    found = text_of(client, PEOPLE)
    assert "You would like to learn from Asha, and Asha would gladly help you." in found
    assert "I would like to learn from Asha" not in found
    assert "I would gladly help Asha" in found, "the other way round is another interest"
    assert f'href="{reverse("interest:mutual")}">How to begin' in client.get(PEOPLE).content.decode()
    client.force_login(asha)
    assert "You would gladly help Noor, and Noor would like to learn from you." in text_of(client, PEOPLE)


def test_a_note_never_names_anybody(client: Client, noor: Person) -> None:
    answer = client.post(
        reverse("interest:act"), {"act": "mark", "about": a_member("Asha").pk, "kind": "help"}
    )
    assert "Asha" not in str(answer.cookies)
    assert "Asha" not in str(dict(client.session))


def test_a_page_is_as_large_with_marks_as_without_and_is_kept_nowhere(client: Client, noor: Person) -> None:
    asha = a_member("Asha")
    pages = [PEOPLE, reverse("interest:mine"), reverse("interest:mutual")]
    before = [client.get(address) for address in pages]
    act(client, "mark", asha, kind="learn", topic="Rust macros")
    after = [client.get(address) for address in pages]
    assert [len(page.content) for page in before] == [len(page.content) for page in after] == [65536] * 3
    assert all(page["Cache-Control"] == "no-store, no-transform" for page in after)


def test_one_address_takes_every_kind_of_act(client: Client, noor: Person) -> None:
    asha = a_member("Asha")
    for what in ("mark", "withdraw", "block", "unblock", "not-now", "suggest"):
        answer = client.post("/interest/list/", {"act": what, "about": asha.pk, "kind": "learn"})
        assert (answer.status_code, answer["Location"]) == (302, PEOPLE)


def test_whoever_cannot_be_found_cannot_be_marked(client: Client, noor: Person) -> None:
    hidden = a_member("Nick", audience=Audience.NOBODY)
    for about in (hidden.pk, noor.pk, 0):
        answer = client.post("/interest/list/", {"act": "mark", "about": about, "kind": "learn"})
        assert answer.status_code == 404
    assert marks_of(noor) == []


@pytest.mark.parametrize("sent", [{"kind": "again"}, {"kind": ""}, {"act": "publish"}])
def test_what_the_page_does_not_offer_is_not_done(client: Client, noor: Person, sent: dict[str, str]) -> None:
    asked = {"act": "mark", "about": a_member("Asha").pk, "kind": "learn"} | sent
    assert client.post("/interest/list/", asked).status_code == 404


def test_no_scope_of_ones_own_gives_more_places(client: Client, noor: Person) -> None:
    for number in range(OPEN_MARKS + 1):
        page = act(client, "mark", a_member(f"Person {number}"), kind="learn", scope=f"mine:{number}")
    assert "Withdraw one" in page
    assert {mark.scope for mark in marks_of(noor)} == {"community"}
    assert len(marks_of(noor)) == OPEN_MARKS


def test_a_topic_that_is_too_long_is_refused_in_words(client: Client, noor: Person) -> None:
    assert "at most 60 characters" in act(client, "mark", a_member("Asha"), kind="learn", topic="x" * 61)


def test_whoever_is_blocked_is_out_of_sight_and_sees_no_difference(client: Client, noor: Person) -> None:
    asha = a_member("Asha")
    other = Client()
    other.force_login(asha)
    before = text_of(other, PEOPLE)
    act(client, "block", asha)
    assert "Asha" not in text_of(client, PEOPLE)
    assert text_of(other, PEOPLE) == before
    assert "Asha" in text_of(client, reverse("interest:mine"))


def test_what_is_mutual_comes_with_a_beginning_times_and_a_way_to_be_a_pair(client: Client) -> None:
    noor, asha = two_who_found_each_other()
    client.force_login(noor)
    assert "It is mutual" in text_of(client, reverse("desk:me"))
    page = text_of(client, reverse("interest:mutual"))
    for words in ("Asha would gladly help you", "anything about Rust", "admire", "give back", "18:00"):
        assert words in page
    assert len(re.findall(r"\d\d:\d\d.\d\d:\d\d", page)) == 3
    assert "It is mutual" not in text_of(client, reverse("desk:me")), "it is not new any more"
    act(client, "pair", asha, wish="alone", next="/interest/mutual/")
    client.force_login(asha)
    assert "Noor would like that, by yourselves" in text_of(client, reverse("interest:mutual"))
    assert "Found each other" in act(client, "pair", noor, wish="alone")


def test_a_round_that_is_not_there_is_no_way_to_be_a_pair(client: Client) -> None:
    noor, asha = two_who_found_each_other()
    client.force_login(noor)
    for wish in ("round:99", "programme:1", "round:x", ""):
        sent = {"act": "pair", "about": asha.pk, "wish": wish}
        assert client.post("/interest/list/", sent).status_code == 404


def test_a_few_who_might_be_glad_of_help_are_suggested_with_the_reason(client: Client, noor: Person) -> None:
    cem, dana = a_member("Cem", wishes=("Go", "Rust")), a_member("Dana", wishes=("Go",), shows_wishes=False)
    a_member("Ed", wishes=("Python",))
    suggested = text_of(client, PEOPLE).partition("People who are open to it")[0]
    assert "would like to learn Go, which you offer" in suggested
    assert "speaks English, as you do" in suggested
    assert dana.name not in suggested
    assert "Ed" not in suggested.split()
    act(client, "not-now", cem)
    assert "Might be glad" not in text_of(client, PEOPLE)


def test_not_now_stands_on_ones_own_list_and_can_be_taken_back(client: Client, noor: Person) -> None:
    cem = a_member("Cem", wishes=("Go",))
    act(client, "not-now", cem)
    own = text_of(client, reverse("interest:mine"))
    assert "Not suggested now" in own
    assert "Suggest again (Cem)" in own
    Listing.objects.filter(person=cem).update(audience=Audience.NOBODY)
    assert "Suggest again (Cem)" in text_of(client, reverse("interest:mine")), "as marks and blocks stay"
    act(client, "suggest", cem, next="/interest/mine/")
    assert "Cem" not in text_of(client, reverse("interest:mine"))
    Listing.objects.filter(person=cem).update(audience=Audience.EVERYONE)
    assert "would like to learn Go" in text_of(client, PEOPLE)


def test_nobody_but_oneself_sees_a_not_now(client: Client, noor: Person) -> None:
    cem = a_member("Cem", wishes=("Go",))
    pages = (PEOPLE, "/interest/mine/", "/interest/mutual/", "/me/", "/me/data/")
    client.force_login(cem)
    before = [text_of(client, page) for page in pages]
    client.force_login(noor)
    act(client, "not-now", cem)
    client.force_login(cem)
    assert [text_of(client, page) for page in pages] == before


def test_leaving_takes_marks_back_and_coming_back_gives_no_new_places(client: Client, noor: Person) -> None:
    asha = a_member("Asha")
    act(client, "mark", asha, kind="learn")
    client.post(reverse("interest:leave"))
    assert not Listing.objects.filter(person=noor).exists()
    be_open(person=noor)
    assert look_through(by=noor).free_places("community") == OPEN_MARKS - 1


def test_pages_of_people_cost_the_same_with_one_and_with_three(
    client: Client, noor: Person, same_queries: SameQueries
) -> None:
    def found_each_other() -> None:
        other = a_member(wishes=("Go",), offers=("Rust",))
        learns_from(noor, other)
        would_help(other, noor)
        bring_news()

    same_queries(client, PEOPLE, lambda: a_member(wishes=("Go",), offers=("Rust",)))
    same_queries(client, reverse("interest:mutual"), found_each_other)
    same_queries(client, reverse("interest:mine"), lambda: learns_from(noor, a_member()))


def test_a_list_that_cannot_be_opened_says_so_and_harms_no_other_page(
    client: Client, noor: Person, settings, tmp_path
) -> None:
    settings.DATA, settings.INTEREST_KEY_FILE = tmp_path, tmp_path / "interest-key"
    page = client.get(PEOPLE)
    assert page.status_code == 503
    assert "put the key back" in page.content.decode()
    assert client.get(reverse("desk:me")).status_code == 200


def test_who_has_marks_of_an_event_only_sees_their_list_and_its_news_without_being_in_the_directory(
    client: Client,
) -> None:
    one, other = a_person("Noor"), a_person("Asha")
    for by, about in ((one, other), (other, one)):
        mark(by=by, about=about, kind=Kind.MEET_AGAIN, scope="event:5")
    client.force_login(one)
    assert "You would like to meet Asha again" in text_of(client, reverse("interest:mine"))
    bring_news()
    page = text_of(client, reverse("interest:mutual"))
    assert "Asha would like to meet you again, too" in page
    assert "What has stayed with you from your talk?" in page
    act(client, "withdraw", other, kind="again", scope="event:5")
    assert "Asha" not in text_of(client, reverse("interest:mutual"))
    assert client.get(PEOPLE)["Location"] == reverse("interest:listing")


def test_who_is_not_in_the_directory_marks_nobody_there(client: Client) -> None:
    client.force_login(a_person("Bo"))
    sent = {"act": "mark", "kind": "learn", "about": a_member("Asha", offers=("Go",)).pk, "next": PEOPLE}
    assert client.post(reverse("interest:act"), sent).status_code == 404
