"""Fills an empty database with a community whose round has just closed for sign-up."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from pairloom.core import clock
from pairloom.pairs.services import close_pair, open_pair
from pairloom.people import privacy
from pairloom.people.enums import ConsentKind
from pairloom.people.models import Person
from pairloom.people.services import person_for_address, record_consent, update_profile
from pairloom.programmes.dates import PROPOSED_DAYS
from pairloom.programmes.enums import ApplicationSource, Audience, PhaseKind, QuestionKind, Role, Visibility
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Programme, Round
from pairloom.programmes.queries import phases_with_state
from pairloom.programmes.services import (
    add_question,
    add_to_team,
    create_programme,
    create_round,
    submit_application,
)
from pairloom.site.demo.community import Community, Member
from pairloom.site.demo.event_ahead import seed_event_ahead
from pairloom.site.demo.event_behind import seed_event_behind
from pairloom.site.demo.interest import seed_interest

SINCE_EARLIER = timedelta(days=200)
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"key": "topics", "kind": QuestionKind.TOPICS, "label": "What is it about?", "required": True},
    {
        "key": "availability",
        "kind": QuestionKind.AVAILABILITY,
        "label": "When are you free in the week?",
        "required": True,
    },
    {"key": "languages", "kind": QuestionKind.LANGUAGES, "label": "Which languages can you meet in?"},
    {"key": "ways-to-meet", "kind": QuestionKind.WAYS_TO_MEET, "label": "How do you like to meet?"},
    {"key": "experience", "kind": QuestionKind.EXPERIENCE, "label": "How long have you been in the field?"},
    {"key": "employer", "kind": QuestionKind.EMPLOYER, "label": "Who do you work for?"},
    {
        "key": "goals",
        "kind": QuestionKind.LONG,
        "label": "What do you hope for?",
        "help_text": "A few lines. The person you meet will read them.",
        "max_length": 600,
        "visibility": Visibility.PAIR,
    },
    {
        "key": "private",
        "kind": QuestionKind.LONG,
        "label": "Is there anything that only the organisers should know?",
        "max_length": 600,
        "audience": Audience.BOTH,
    },
)


def seed_demo() -> dict[str, Person]:
    """Put the community in where it is not there yet; give an organiser, a mentor and a mentee.

    A second call changes nothing: what people did in the demo stays. About 25 rows a person are written.
    """
    community = Community()
    if not Programme.objects.filter(slug=community["slug"]).exists():
        with transaction.atomic():
            _fill(community)
    return {"organiser": _found(community["team"][0]["email"]), **_two(community)}


def _two(community: Community) -> dict[str, Person]:
    """The mentor and the mentee whom one can be in the demo."""
    return {
        "mentor": _found(community.earlier_pairs[0].mentor),
        "mentee": _found(next(member for member in community.members if member.wants).email),
    }


def _found(email: str) -> Person:
    return Person.objects.get(email=email)


def _fill(community: Community) -> None:
    organiser, programme = _programme(community)
    names = community["rounds"]
    today = clock.today(ZoneInfo(ANYWHERE_ON_EARTH))
    earlier = create_round(
        programme=programme, name=names["earlier"], by=organiser, first_day=today - SINCE_EARLIER
    )
    for question in QUESTIONS:
        add_question(round=earlier, by=organiser, **question)
    current = create_round(
        programme=programme,
        name=names["current"],
        about=community.text("rounds", "about"),
        by=organiser,
        first_day=today - timedelta(days=PROPOSED_DAYS[PhaseKind.SIGN_UP]),
        copy_from=earlier,
    )
    for member in community.members:
        _take_part(member, [earlier, current] if member.email in community.met_earlier else [current])
    _pair_earlier(community, earlier, organiser)
    seed_event_ahead(community, programme, organiser)
    seed_event_behind(community, programme, organiser, **_two(community))
    seed_interest(community, programme, **_two(community))


def _take_part(member: Member, rounds: list[Round]) -> None:
    person = person_for_address(email=member.email, name=member.name)
    update_profile(person=person, by=person, **member.profile)
    _agree_to_privacy(person)
    for round in rounds:
        application = submit_application(
            round=round,
            person=person,
            capacity=member.capacity,
            wants=member.wants,
            answers=member.answers(),
            by=person,
            source=ApplicationSource.IMPORT,
            agreed_to=round.programme.code_of_conduct_version,
        )
        opened = phases_with_state(round)[0].starts_at
        application.submitted_at = opened + member.signed_up_after
        application.save(update_fields=["submitted_at"])


def _agree_to_privacy(person: Person) -> None:
    record_consent(
        person=person, kind=ConsentKind.PRIVACY, document=privacy.DOCUMENT, version=privacy.VERSION
    )


def _pair_earlier(community: Community, round: Round, organiser: Person) -> None:
    for met in community.earlier_pairs:
        pair = open_pair(
            round=round,
            mentor=_found(met.mentor),
            mentee=_found(met.mentee),
            affinity=0.7,
            reasons=[f"One offered {met.topic}, the other wanted to learn it."],
        )
        close_pair(pair=pair, by=organiser)


def _programme(community: Community) -> tuple[Person, Programme]:
    team = {row["email"]: row for row in community["team"]}
    people = {}
    for email, row in team.items():
        people[email] = person_for_address(email=email, name=row["name"])
        update_profile(
            person=people[email], by=people[email], pronouns=row["pronouns"], time_zone=row["time_zone"]
        )
        _agree_to_privacy(people[email])
    organiser = next(iter(people.values()))
    programme = create_programme(
        name=community["name"],
        slug=community["slug"],
        about=community.text("about"),
        code_of_conduct=community.text("code_of_conduct"),
        by=organiser,
    )
    for email, person in people.items():
        add_to_team(programme=programme, person=person, role=Role(team[email]["role"]), by=organiser)
    return organiser, programme
