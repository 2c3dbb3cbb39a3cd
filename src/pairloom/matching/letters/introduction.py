"""The letter that brings two people together."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pairloom.core.addresses import full_address
from pairloom.matching.letters.room import LetterRoom, slot_words
from pairloom.matching.words import named
from pairloom.messages.markdown import Markdown, bullets, escape, link
from pairloom.pairs.bridge import common_slots
from pairloom.pairs.models import Pair
from pairloom.people.enums import TopicSide, WayToMeet
from pairloom.people.models import Person
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.models import Application
from pairloom.programmes.queries import answers_visible_to


def introduction(pair: Pair, room: LetterRoom) -> dict[str, str]:
    """The values of the introduction's placeholders."""
    mentee, mentor = room.person(pair.mentee), room.person(pair.mentor)
    return {
        "mentee": str(mentee),
        "mentor": str(mentor),
        "reasons": " ".join(named(reason, mentee=str(mentee), mentor=str(mentor)) for reason in pair.reasons),
        "about_mentee": _shared(room.applications.get(mentee.pk), mentee, mentor, TopicSide.WANTED),
        "about_mentor": _shared(room.applications.get(mentor.pk), mentor, mentee, TopicSide.OFFERED),
        "times": _times(mentee, mentor, room),
        "page": link(full_address("pairs:pair", pair.pk)),
        **room.common,
    }


def _shared(application: Application | None, person: Person, other: Person, side: TopicSide) -> Markdown:
    """What one of the two shares with the other, a point each; empty parts are left out."""
    points = [
        (_("pronouns"), person.pronouns),
        (_("about"), person.about),
        (_("place"), person.place),
        (_topics_label(side), _topics(person, side)),
        (_("languages"), ", ".join(person.languages)),
        (_("likes to meet by"), ", ".join(_ways(person.ways_to_meet))),
        (_("chat"), person.chat_handle),
        (_("links"), ", ".join(map(str, person.links))),
        *(_answers(application, other) if application else []),
    ]
    return bullets(_point(label, text) for label, text in points if text)


def _point(label: str, text: str) -> Markdown:
    """`*languages:* English`; a question keeps its own mark."""
    return Markdown(f"*{escape(label)}{'' if label.endswith(('?', ':')) else ':'}* {escape(text)}")


def _answers(application: Application, other: Person) -> list[tuple[str, str]]:
    shown = answers_visible_to(other, application, is_other_half=True)
    return [
        (answer.question.label, "\n".join(answer.lines))
        for answer in shown
        if not kind_of(answer.question).in_profile
    ]


def _topics_label(side: TopicSide) -> str:
    return _("wants to learn") if side == TopicSide.WANTED else _("helps with")


def _topics(person: Person, side: TopicSide) -> str:
    return ", ".join(str(each.topic) for each in person.topics.all() if each.side == side)


def _ways(ways: Iterable[str]) -> list[str]:
    return [str(WayToMeet(way).label) for way in ways]


def _times(mentee: Person, mentor: Person, room: LetterRoom) -> Markdown:
    slots = common_slots(mentee, mentor, after=room.meetings_after)
    if slots:
        return bullets(
            _("%(mentee)s: %(mentee_time)s. %(mentor)s: %(mentor_time)s.")
            % {
                "mentee": mentee,
                "mentee_time": slot_words(slot, mentee),
                "mentor": mentor,
                "mentor_time": slot_words(slot, mentor),
            }
            for slot in slots
        )
    return escape(_without_times(mentee, mentor))


def _without_times(mentee: Person, mentor: Person) -> str:
    """No common time: say so, and name ways that need none and that both ticked."""
    at_any_time = (WayToMeet.CHAT, WayToMeet.EMAIL)
    both = [way for way in at_any_time if way in mentee.ways_to_meet and way in mentor.ways_to_meet]
    sorry = _("We found no time in these two weeks that suits you both.")
    if both:
        ways = _(" or ").join(_ways(both))
        begin = _("You both like %(ways)s, which needs no common hour: begin there.") % {"ways": ways}
        return f"{sorry} {begin}"
    return sorry + " " + _("Write to each other first, and see together what is possible.")
