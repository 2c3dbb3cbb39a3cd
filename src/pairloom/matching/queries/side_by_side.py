"""Two people of a round beside each other, as an organiser reads them."""

from __future__ import annotations

from dataclasses import dataclass

from pairloom.pairs.bridge import Slot, common_week
from pairloom.pairs.queries import first_moment
from pairloom.people.enums import TopicSide, WayToMeet
from pairloom.people.models import Person, PersonTopic
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.models import Application, Round
from pairloom.programmes.queries import ShownAnswer, answers_visible_to, submitted_applications
from pairloom.programmes.rules import Viewer


@dataclass(frozen=True)
class Half:
    """One of the two with everything they wrote for this round."""

    person: Person
    application: Application
    wanted: list[PersonTopic]
    offered: list[PersonTopic]
    ways: list[str]
    answers: list[ShownAnswer]


@dataclass(frozen=True)
class SideBySide:
    """Both, and when they are both free in a week of the round."""

    mentee: Half
    mentor: Half
    times: list[Slot]


def side_by_side(round: Round, mentee: int, mentor: int, *, viewer: Viewer) -> SideBySide | None:
    """Two people of the round; None unless both take part. A fixed number of queries."""
    people = [mentee, mentor]
    found = {each.person_id: each for each in submitted_applications(round).filter(person__in=people)}
    if mentee not in found or mentor not in found or mentee == mentor:
        return None
    one, other = found[mentee], found[mentor]
    times = common_week(one.person, other.person, day=first_moment(round))
    return SideBySide(_half(one, viewer), _half(other, viewer), times)


def _half(application: Application, viewer: Viewer) -> Half:
    topics = list(application.person.topics.all())
    answers = answers_visible_to(viewer, application)
    return Half(
        person=application.person,
        application=application,
        wanted=[topic for topic in topics if topic.side == TopicSide.WANTED],
        offered=[topic for topic in topics if topic.side == TopicSide.OFFERED],
        ways=[str(WayToMeet(way).label) for way in application.person.ways_to_meet],
        answers=[answer for answer in answers if not kind_of(answer.question).in_profile],
    )
