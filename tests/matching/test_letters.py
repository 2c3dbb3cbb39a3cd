from datetime import UTC, date, datetime

import pytest
import time_machine

from pairloom.matching.changes import Ban
from pairloom.matching.letters.kinds import KINDS
from pairloom.matching.services.publishing import publish_proposal
from pairloom.messages import catalogue, placeholders
from pairloom.messages.markdown import to_text
from pairloom.messages.models import Message
from pairloom.messages.services import draft
from pairloom.pairs.bridge import common_slots
from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Phase, Round
from tests.support import scenarios
from tests.support.matching import (
    EVENINGS,
    a_closed_round,
    a_mentee,
    a_mentor,
    a_round_short_of_kubernetes_mentors,
    a_solved_run,
    free,
    topics_only,
)

pytestmark = pytest.mark.django_db


def published_letter(round: Round, key: str = "introduction") -> str:
    """The text of the first letter of a kind, once the round is published."""
    run = a_solved_run(round)
    publish_proposal(round=round, made_on=run.number, by=None)
    return to_text(Message.objects.filter(key=key).order_by("pk")[0].body)


def a_round_of_two(**mentor: object) -> Round:
    """Amara in Berlin wants Go, Kofi in Los Angeles offers it."""
    round = a_closed_round()
    round.rubric = topics_only()
    round.save()
    a_mentee(round, "Amara", wants=["Go"], pronouns="she/her", chat_handle="@amara")
    a_mentor(round, "Kofi", offers=["Go"], **{"time_zone": "Europe/London", **mentor})
    return round


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_wording_uses_only_placeholders_that_the_letter_fills(kind: catalogue.MessageKind) -> None:
    placeholders.check(str(kind.subject), kind.placeholders, field="subject")
    placeholders.check(str(kind.body), kind.placeholders, field="body")
    draft(
        scope="programme:1",
        key=kind.key,
        about="",
        batch="",
        to=[scenarios.a_person("Ida")],
        context=kind.sample,
    )


def test_an_introduction_says_why_who_when_and_what_to_do_first() -> None:
    letter = published_letter(a_round_of_two())
    assert "Kofi offers Go, which Amara asks for." in letter
    assert "pronouns: she/her" in letter
    assert "chat: @amara" in letter
    assert "Amara, please write to Kofi" in letter
    assert "If it does not fit" in letter
    assert "Orla (orla@example.org)" in letter


def test_goals_shown_to_the_pair_are_in_the_letter_and_private_answers_are_not() -> None:
    round = a_closed_round()
    round.rubric = topics_only()
    round.save()
    scenarios.a_mentee(
        round, "Amara", topics=("Go",), goal="To ship my first service", private="I was let go last month"
    )
    a_mentor(round, "Kofi", offers=["Go"])
    letter = published_letter(round)
    assert "To ship my first service" in letter
    assert "let go" not in letter


def test_three_common_times_are_given_in_each_ones_own_zone() -> None:
    letter = published_letter(a_round_of_two())
    assert (
        "Amara: Monday 1 March, 19:00 to 20:00 (Berlin). Kofi: Monday 1 March, 18:00 to 19:00 (London)."
        in letter
    )
    assert letter.count("(Berlin)") == 3


def test_without_a_common_time_the_letter_says_so_and_offers_what_needs_none() -> None:
    round = a_round_of_two(availability=free(0, 1), ways_to_meet=["chat", "video"])
    Person.objects.filter(name="Amara").update(ways_to_meet=["chat", "email"])
    letter = published_letter(round)
    assert "no time in these two weeks that suits you both" in letter
    assert "You both like chat, which needs no common hour" in letter


@time_machine.travel(datetime(2027, 3, 10, 12, tzinfo=UTC), tick=False)
def test_no_time_is_proposed_that_is_past_or_within_a_day() -> None:
    round = a_round_of_two()
    letter = published_letter(round)
    assert "Thursday 11 March, 19:00 to 20:00 (Berlin)" in letter
    assert "Wednesday 10 March" not in letter


def test_a_time_is_right_on_both_sides_of_a_change_to_summer_time() -> None:
    """London and Berlin move their clocks on 28 March 2027, New York had done so on the 14th."""
    berlin = scenarios.a_person("Bea", availability=EVENINGS, time_zone="Europe/Berlin")
    afternoon = free(*(day * 48 + half_hour for day in range(5) for half_hour in range(24, 30)))
    new_york = scenarios.a_person("Nat", availability=afternoon, time_zone="America/New_York")
    before, between, after = (
        {
            (slot.starts.astimezone(berlin.zone).hour, slot.starts.astimezone(new_york.zone).hour)
            for slot in common_slots(berlin, new_york, after=datetime(2027, 3, day, tzinfo=UTC), count=2)
        }
        for day in (2, 16, 30)
    )
    assert (before, after) == ({(18, 12)}, {(18, 12)})
    assert between == {(18, 13)}


def test_an_unmatched_mentee_reads_an_honest_reason_that_names_nobody_else() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    letter = published_letter(round, "no-mentor")
    assert "Every mentor who could have helped you is taken." in letter
    assert "3 people asked for help that 2 places are there for." in letter
    addressed = letter.split("Dear ")[1].split(",")[0]
    assert not [name for name in people if name != addressed and name in letter]


def test_an_unmatched_mentee_is_told_when_the_next_round_opens() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    later = a_closed_round("Winter", round.programme)
    Phase.objects.filter(round=later, kind=PhaseKind.SIGN_UP).update(
        starts_on=date(2031, 9, 1), ends_on=date(2031, 9, 14)
    )
    assert "Sign-up for Winter of Cloud mentoring opens on 1 September 2031." in published_letter(
        round, "no-mentor"
    )


def test_an_organisers_ban_is_no_reason_that_a_letter_gives() -> None:
    round = a_round_of_two()
    mentee, mentor = (round.applications.get(person__name=name).person for name in ("Amara", "Kofi"))
    a_solved_run(round)
    run = a_solved_run(round, Ban(mentee.pk, mentor.pk))
    publish_proposal(round=round, made_on=run.number, by=None)
    letter = to_text(Message.objects.get(key="no-mentor").body)
    assert "kept apart" not in letter


def test_what_people_typed_cannot_dress_up_the_letter() -> None:
    round = a_round_of_two(about="# Win a prize [here](https://evil.example)")
    run = a_solved_run(round)
    publish_proposal(round=round, made_on=run.number, by=None)
    letter = to_text(Message.objects.get(key="introduction").body)
    assert "# Win a prize [here](https://evil.example)" in letter
