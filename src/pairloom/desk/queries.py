"""Reads for the pages that cut across: what waits, for whom, until when."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pairloom.core.audit import reference
from pairloom.core.models import AuditEntry
from pairloom.desk.next_steps import NextStep, RoundFacts, next_step
from pairloom.matching.models import Matching, MatchRun
from pairloom.messages.models import Message
from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Application, Question, Round
from pairloom.programmes.queries import PhaseState, application_counts_by_round, phases_with_state
from pairloom.programmes.rules import ORGANISING


@dataclass(frozen=True)
class RunRound:
    """A round that somebody runs, with what to do next in it."""

    round: Round
    step: NextStep


@dataclass(frozen=True)
class Applied:
    """A sign-up, and where its round stands."""

    application: Application
    standing: str


def round_facts(rounds: Sequence[Round]) -> dict[int, RoundFacts]:
    """How far each of `rounds` is, in figures, by its number. Eight queries for any number of rounds."""
    prefetch_related_objects(rounds, "programme", "phases")  # type: ignore[arg-type]
    people = application_counts_by_round(rounds)
    letters = _letters(rounds)
    questions, runs, pairs = (_counted(model, rounds) for model in (Question, MatchRun, Pair))
    published = set(
        Matching.objects.filter(round__in=rounds).exclude(published=None).values_list("round", flat=True)
    )
    return {
        round.pk: RoundFacts(
            phases=phases_with_state(round),
            people=people[round.pk],
            letters=letters[round.pk],
            questions=questions[round.pk],
            runs=runs[round.pk],
            pairs=pairs[round.pk],
            is_published=round.pk in published,
        )
        for round in rounds
    }


def _counted(model: type[Question | MatchRun | Pair], rounds: Collection[Round]) -> Counter[int]:
    """How many rows of `model` each round has."""
    found = model._default_manager.filter(round__in=rounds).order_by()
    return Counter(dict(found.values_list("round").annotate(count=Count("pk"))))


def _letters(rounds: Collection[Round]) -> dict[int, Counter[str]]:
    """How many letters of each state were drafted with each round."""
    by_batch = {reference(round): round.pk for round in rounds}
    counted: dict[int, Counter[str]] = {round.pk: Counter() for round in rounds}
    states = Message.objects.filter(batch__in=by_batch).order_by().values_list("batch", "state")
    for batch, state, count in states.annotate(count=Count("pk")):
        counted[by_batch[batch]][state] = count
    return counted


def rounds_run_by(person: Person) -> list[RunRound]:
    """The rounds of the programmes that `person` helps run, newest first, each with its next step."""
    rounds = list(
        Round.objects.filter(
            programme__memberships__person=person, programme__memberships__role__in=ORGANISING
        ).distinct()
    )
    facts = round_facts(rounds)
    return [RunRound(round, next_step(facts[round.pk])) for round in rounds]


def applications_of(person: Person) -> list[Applied]:
    """What `person` signed up for and did not withdraw, newest first. Two queries."""
    mine = Application.objects.filter(person=person).exclude(state=ApplicationState.WITHDRAWN)
    mine = mine.select_related("round__programme").prefetch_related("round__phases").order_by("-created_at")
    return [Applied(application, _standing(phases_with_state(application.round))) for application in mine]


def _standing(phases: Sequence[PhaseState]) -> str:
    """Where a round is, in a few words."""
    ahead = next((phase for phase in phases if not phase.is_past), None)
    if ahead is None:
        return _("This round is over.") if phases else ""
    words = _("%(phase)s until %(day)s") if ahead.is_now else _("%(phase)s starts on %(day)s")
    day = ahead.ends_on if ahead.is_now else ahead.starts_on
    return words % {"phase": ahead.label.capitalize(), "day": date_format(day, "j F")}


def history(round: Round, *, most: int = 8) -> list[AuditEntry]:
    """The last lines of the audit log about `round`."""
    return list(AuditEntry.objects.filter(subject=reference(round)).select_related("by")[:most])
