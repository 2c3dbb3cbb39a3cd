"""Rounds and their dates."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import InvalidError
from pairloom.people.models import Person
from pairloom.programmes.dates import Phases, faults_of_phases, moved_phases, proposed_phases
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Phase, Programme, Round
from pairloom.programmes.queries import phase_days
from pairloom.programmes.services.questions import copy_questions
from pairloom.programmes.slugs import free_slug


@transaction.atomic
def create_round(
    *,
    programme: Programme,
    name: str,
    by: Person | None,
    about: str = "",
    slug: str = "",
    time_zone: str = ANYWHERE_ON_EARTH,
    first_day: date | None = None,
    copy_from: Round | None = None,
) -> Round:
    """Make a round. With `first_day` it gets dates: those of `copy_from`, moved, or else the proposed ones.

    `copy_from` also gives its questions, its rubric and its zone.
    """
    taken = set(programme.rounds.values_list("slug", flat=True))
    round = Round.objects.create(
        programme=programme,
        name=name,
        slug=free_slug(slug or name, taken, "round"),
        about=about,
        time_zone=copy_from.time_zone if copy_from else time_zone,
        rubric=copy_from.rubric if copy_from else {},
    )
    copied = {"copied": audit.reference(copy_from)} if copy_from else {}
    audit.record("made the round", round, by=by, **copied)
    if first_day:
        phases = moved_phases(phase_days(copy_from), first_day) if copy_from else proposed_phases(first_day)
        set_phases(round=round, phases=phases, by=by)
    if copy_from:
        copy_questions(source=copy_from, target=round, by=by)
    return round


@transaction.atomic
def edit_round(*, round: Round, name: str, about: str, by: Person) -> None:
    """Change what the round's page says; its address stays, since it may stand in letters."""
    round.name = name
    round.about = about
    round.save(update_fields=["name", "about"])
    audit.record("edited the round", round, by=by)


@transaction.atomic
def set_phases(*, round: Round, phases: Phases, by: Person | None, time_zone: str | None = None) -> None:
    """Set all dates of a round, and its zone where given. Phases that are not named go.

    Raises InvalidError whose fields are those of `faults_of_phases`.
    """
    faults = faults_of_phases(phases)
    if PhaseKind.SIGN_UP not in phases:
        faults["sign-up_starts_on"] = _("A round needs a sign-up phase. Choose its first day.")
    if faults:
        raise InvalidError(_("These dates do not go together yet."), faults)
    before = phase_days(round)
    if before == dict(phases) and time_zone in {None, round.time_zone}:
        return
    if time_zone:
        round.time_zone = time_zone
        round.save(update_fields=["time_zone"])
    round.phases.all().delete()
    Phase.objects.bulk_create(
        Phase(round=round, kind=kind, starts_on=days.starts_on, ends_on=days.ends_on)
        for kind, days in phases.items()
    )
    changed = sorted(str(kind) for kind in {*before, *phases} if before.get(kind) != phases.get(kind))
    audit.record("set the dates", round, by=by, phases=changed)
