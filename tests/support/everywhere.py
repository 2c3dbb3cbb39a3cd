"""Somebody who left traces in every corner, and a search through all that is kept.

Each app adds the corners that it knows: a function that puts the person there, under `@corner`.
"""

from collections import deque
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from pairloom.core.audit import reference
from pairloom.events.enums import Sharing
from pairloom.events.letters.sending import draft_changes
from pairloom.events.models import Attendee
from pairloom.events.services.afterwards import close_event
from pairloom.events.services.again import wish_to_meet_again
from pairloom.events.services.rsvp import Answer, answer
from pairloom.events.services.survey import answer_survey
from pairloom.events.services.thanks import draft_thanks
from pairloom.interest.enums import Kind
from pairloom.interest.services import be_open, bring_news, mark
from pairloom.matching.services.publishing import publish_proposal
from pairloom.messages.services import release_batch
from pairloom.pairs.models import Pair
from pairloom.people.enums import ConsentKind, Level
from pairloom.people.models import Person
from pairloom.people.services import plan_erasure, record_consent, update_profile
from pairloom.programmes.enums import ApplicationSource, Role, Side
from pairloom.programmes.services import add_to_team, submit_application
from tests.support.events import a_full_event, an_event_after_its_last_bell
from tests.support.matching import a_closed_round, a_mentee, a_mentor, a_solved_run, topics_only
from tests.support.scenarios import EVENINGS, a_person, a_round_open_for_sign_up, organiser_of

# Words that belong to this person alone: wherever one turns up, the person is still there.
MARKS = ("quillfeather", "umbertide", "zylophonics", "warblewort", "kestrelmoor")

corners: list[Callable[[Person], None]] = []


def corner(put: Callable[[Person], None]) -> Callable[[Person], None]:
    corners.append(put)
    return put


def somebody_everywhere() -> Person:
    person = a_person("Odalys Quillfeather", email="odalys@umbertide.example")
    for put in corners:
        put(person)
    return person


@corner
def in_the_profile(person: Person) -> None:
    update_profile(
        person=person,
        by=person,
        pronouns="quillfeather/self",
        chat_handle="@quillfeather",
        place="Kestrelmoor",
        employer="Zylophonics",
        links=["https://quillfeather.example"],
        about="I am the warblewort of Kestrelmoor.",
        topics_offered={"Warblewort keeping": Level.EXPERT, "Go": Level.BASICS},
        languages=["Kestrelmoor dialect"],
    )
    record_consent(person=person, kind=ConsentKind.PRIVACY, document="site", version="1")


@corner
def in_the_ways_to_sign_in(person: Person) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    EmailAddress.objects.create(user=person, email="other@umbertide.example", verified=True)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Quillfeather's phone"})
    SocialAccount.objects.create(
        user=person, provider="github", uid="quillfeather", extra_data={"n": "umbertide"}
    )
    Client().force_login(person)
    for address in (person.email, "other@umbertide.example"):
        Client().post("/accounts/login/", {"email": address})


@corner
def in_the_mailbox(person: Person) -> None:
    plan_erasure(person=person)


@corner
def in_a_round(person: Person) -> None:
    round = a_round_open_for_sign_up()
    submit_application(
        round=round,
        person=person,
        capacity=1,
        wants=1,
        answers={
            "topics": {
                "topics_wanted": {"Kestrelmoor": Level.BASICS},
                "topics_offered": {"Go": Level.EXPERT},
            },
            "availability": {"time_zone": "Europe/Berlin", "availability": EVENINGS},
            "goal": "To be a better warblewort.",
            "private": "Zylophonics must not know.",
        },
        by=person,
    )
    add_to_team(programme=round.programme, person=person, role=Role.REVIEWER, by=person)


@corner
def in_pairs_and_their_letters(person: Person) -> None:
    """Somebody's mentor and somebody's mentee, introduced by mail."""
    round = a_closed_round()
    round.rubric = topics_only()
    round.save()
    submit_application(
        round=round,
        person=person,
        capacity=1,
        wants=1,
        answers={
            "topics": {
                "topics_offered": {"Kubernetes": Level.EXPERT, "Warblewort keeping": Level.EXPERT},
                "topics_wanted": {"Go": Level.BASICS},
            },
            "availability": {"time_zone": "Europe/Berlin", "availability": EVENINGS},
            "goal": "Warblewort everywhere.",
        },
        source=ApplicationSource.ORGANISER,
        by=organiser_of(round),
    )
    a_mentee(round, "Bo", wants=["Kubernetes"])
    a_mentor(round, "Mira", offers=["Go"])
    run = a_solved_run(round)
    publish_proposal(round=round, made_on=run.number, by=organiser_of(round))
    assert Pair.objects.filter(mentor=person).exists()
    assert Pair.objects.filter(mentee=person).exists()
    scope, batch = reference(round.programme), reference(round)
    assert release_batch(scope=scope, batch=batch, by=organiser_of(round)) == 2


@corner
def in_an_event_ahead(person: Person) -> None:
    """Comes as a mentee, wishes and knows people, got the confirmation with a calendar entry."""
    event = a_full_event(mentees=1, mentors=1)
    mentor, friend = event.attendees.order_by("number")
    answered = Answer(
        Side.MENTEE,
        wishes=(mentor,),
        knows=[friend],
        employer="Zylophonics",
        access_needs="No steps, as in Kestrelmoor.",
        question="What does a warblewort eat?",
    )
    answer(event=event, person=person, answer=answered, by=person)
    draft_changes(event=event)


@corner
def in_an_event_that_is_over(person: Person) -> None:
    """There as a mentee: met mentors, ticked one, answered the survey, got and caused letters of thanks."""
    event = an_event_after_its_last_bell(mentees=3)
    organiser = organiser_of(event.programme)
    attendee = event.attendees.filter(side=Side.MENTEE)[0]
    Attendee.objects.filter(pk=attendee.pk).update(
        person=person,
        employer="Zylophonics",
        question="How do warbleworts grow?",
        access_needs="A quiet table in Kestrelmoor.",
        shares=[Sharing.CONTACT, Sharing.QUESTION],
    )
    attendee = event.attendees.select_related("person", "event").get(pk=attendee.pk)
    close_event(event=event, by=organiser)
    mentor = event.attendees.filter(side=Side.MENTOR)[0]
    wish_to_meet_again(attendee=attendee, number=mentor.number, wish=True)
    answer_survey(attendee=attendee, worth=5, comment="Quillfeather was glad.")
    draft_thanks(event=event, by=organiser)
    assert release_batch(scope=reference(event.programme), batch=reference(event), by=organiser) == 6


@corner
def in_private_lists(person: Person) -> None:
    """In the directory, on a list of their own, on somebody else's, and mutual with a third."""
    be_open(person=person, line="Ask the warblewort of Kestrelmoor.")
    bo, mira = a_person("Bo"), a_person("Mira")
    for other in (bo, mira):
        be_open(person=other)
        mark(by=person, about=other, kind=Kind.LEARN, scope="community", topic="Zylophonics")
    mark(by=mira, about=person, kind=Kind.HELP, scope="community", topic="for Quillfeather")
    mark(by=bo, about=person, kind=Kind.LEARN, scope="community")
    assert bring_news() == 2


def kept() -> Iterator[tuple[str, str]]:
    """Where, and what: every row of every table, every session opened, every file of the data folder."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from ((table, str(row)) for row in cursor.fetchall())
    for session in Session.objects.all():
        yield "a session", str(session.get_decoded())
    for file in settings.DATA.rglob("*"):
        if file.is_file() and ".sqlite3" not in file.name:
            yield str(file), file.read_bytes().decode(errors="replace")


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address)


def shown(client: Client, *starts: str, most: int = 200) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links from these, with its text, as this client sees it."""
    waiting, seen = deque(starts), set(starts)
    while waiting and len(seen) < most:
        address = waiting.popleft()
        answer = client.get(address, follow=True)
        if answer.streaming or not answer["Content-Type"].startswith(("text/", "application/json")):
            continue
        text = answer.content.decode()
        yield address, text
        for link in _Links(text).found:
            path = urlsplit(link).path
            if path.startswith("/") and not urlsplit(link).netloc and path not in seen:
                seen.add(path)
                waiting.append(path)


def traces(places: Iterator[tuple[str, str]]) -> list[str]:
    """Where any of the marks turns up."""
    return [f"{mark} in {place}" for place, text in places for mark in MARKS if mark in text.casefold()]
