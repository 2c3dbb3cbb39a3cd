"""What a round asks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError
from pairloom.people.enums import ProfilePart
from pairloom.people.models import Person
from pairloom.programmes.enums import Audience, QuestionKind, Visibility
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.models import Answer, Question, Round
from pairloom.programmes.slugs import free_slug

_COPIED = (
    "key",
    "kind",
    "label",
    "help_text",
    "options",
    "required",
    "max_length",
    "audience",
    "visibility",
)
_KEPT_AFTER_REMOVAL = timedelta(days=7)
_PROFILE_NAMES = frozenset({*ProfilePart.values, "email", "capacity", "wants", "topics"})


@transaction.atomic
def add_question(
    *,
    round: Round,
    kind: QuestionKind,
    label: str,
    by: Person | None,
    key: str = "",
    help_text: str = "",
    options: Sequence[str] = (),
    required: bool = False,
    max_length: int | None = None,
    audience: Audience = Audience.BOTH,
    visibility: Visibility = Visibility.ORGANISERS,
    erase_on: date | None = None,
) -> Question:
    """Ask one thing more, at the end. Without a key, the label gives one. Raises InvalidError by field."""
    last = round.questions.order_by("-position").first()
    question = Question(
        round=round,
        kind=kind,
        label=label,
        help_text=help_text,
        options=list(options),
        required=required,
        max_length=max_length,
        audience=audience,
        visibility=visibility,
        erase_on=erase_on,
        position=last.position + 1 if last else 0,
    )
    question.key = _free_key(question, key or (str(kind) if kind_of(question).in_profile else label))
    _check(question)
    question.save()
    audit.record("added a question", round, by=by, question=audit.reference(question))
    return question


@transaction.atomic
def edit_question(*, question: Question, by: Person, **fields: Any) -> None:
    """Change columns of a question, named as in `add_question`. Kind and key stay: answers hang on them."""
    if fixed := fields.keys() & {"kind", "key", "round"}:
        raise TypeError(f"stays as it is: {', '.join(sorted(fixed))}")
    for name, value in fields.items():
        setattr(question, name, value)
    _check(question)
    question.save()
    audit.record("edited a question", question.round, by=by, question=audit.reference(question))


@transaction.atomic
def move_question(*, question: Question, to: int, by: Person) -> None:
    """Put a question at place `to`, counted from 0; beyond the ends is the end."""
    order = [other for other in question.round.questions.select_for_update() if other != question]
    order.insert(min(max(to, 0), len(order)), question)
    for position, other in enumerate(order):
        other.position = position
    Question.objects.bulk_update(order, ["position"])
    audit.record("moved a question", question.round, by=by, question=audit.reference(question))


@transaction.atomic
def remove_question(*, question: Question, by: Person) -> None:
    """Ask it no more. It can be taken back until the answers are erased for good."""
    question.removed_at = clock.now()
    question.save(update_fields=["removed_at"])
    audit.record("removed a question", question.round, by=by, question=audit.reference(question))


@transaction.atomic
def restore_question(*, question: Question, by: Person) -> None:
    """Ask it again, with the answers it had, where it stood."""
    question.removed_at = None
    question.key = _free_key(question, question.key)
    question.save(update_fields=["removed_at", "key"])
    audit.record("brought a question back", question.round, by=by, question=audit.reference(question))


@transaction.atomic
def copy_questions(*, source: Round, target: Round, by: Person | None) -> list[Question]:
    """Add those questions of another round whose key is not asked yet.

    A date of erasing moves as far as the first day did from one round to the other.
    """
    known = set(target.questions.values_list("key", flat=True))
    new = [question for question in source.questions.all() if question.key not in known]
    shift = _first_day(target) - _first_day(source)
    copies = []
    for position, question in enumerate(new, start=len(known)):
        same = {name: getattr(question, name) for name in _COPIED}
        erase_on = question.erase_on + shift if question.erase_on else None
        copies.append(Question.objects.create(round=target, position=position, erase_on=erase_on, **same))
    if copies:
        audit.record("copied questions", target, by=by, source=audit.reference(source), questions=len(copies))
    return copies


def erase_due_answers() -> int:
    """Delete answers after their date, and those to questions that were removed a week ago; say how many.

    The applications and their figures stay.
    """
    removed = Answer.objects.filter(question__removed_at__lt=clock.now() - _KEPT_AFTER_REMOVAL)
    gone = removed.delete()[0]
    for question in Question.with_removed.exclude(erase_on=None).select_related("round"):
        if question.erase_on and clock.today(question.round.zone) > question.erase_on:
            gone += Answer.objects.filter(question=question).delete()[0]
    return gone


def _first_day(round: Round) -> date:
    """The first dated day, else the day on which the round was made."""
    first: date | None = round.phases.aggregate(first=Min("starts_on"))["first"]
    return first or round.created_at.date()


def _free_key(question: Question, wish: str) -> str:
    """A key that no other question of the round has, and that files do not use for a part of the profile."""
    others = question.round.questions.exclude(pk=question.pk)
    taken = set(others.values_list("key", flat=True))
    if not kind_of(question).in_profile:
        taken |= _PROFILE_NAMES
    return free_slug(wish, taken, "question")


def _check(question: Question) -> None:
    kind = kind_of(question)
    faults: dict[str, str] = {}
    if kind.needs_options and len(question.options) < 2:
        faults["options"] = _("Give at least two choices, one a line.")
    if len(set(question.options)) < len(question.options):
        faults["options"] = _("A choice is there twice. Keep one of them.")
    if kind.in_profile and question.erase_on:
        faults["erase_on"] = _("This is kept in people's profiles, which they look after themselves.")
    if faults:
        raise InvalidError(_("This question is not ready yet."), faults)
