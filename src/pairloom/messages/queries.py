"""What is in an outbox."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from pairloom.messages import scopes
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Delivery, Message
from pairloom.people.models import Person

MOVING = (MessageState.READY, MessageState.SENDING)


@dataclass(frozen=True)
class Batch:
    """Messages that were drafted together, counted by state."""

    name: str
    counts: Counter[str]

    @property
    def title(self) -> str:
        return batch_title(self.name)

    @property
    def drafts(self) -> int:
        return self.counts[MessageState.DRAFT]

    @property
    def ready(self) -> int:
        return self.counts[MessageState.READY]

    @property
    def moving(self) -> int:
        return sum(self.counts[state] for state in MOVING)

    @property
    def failed(self) -> int:
        return self.counts[MessageState.FAILED]

    @property
    def released(self) -> int:
        """All that left the drafts, done or not."""
        return self.counts.total() - self.drafts - self.counts[MessageState.DISCARDED]

    @property
    def ended(self) -> int:
        return self.released - self.moving

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do or to wait for."""
        return bool(self.drafts or self.moving or self.failed)


def batch_title(name: str) -> str:
    """What people call a batch: it may be named by a thing that is known here, such as round:3."""
    return scopes.title(name) if scopes.exists(name) else name


def batches(scope: str) -> list[Batch]:
    """The batches of a scope, latest first."""
    found: dict[str, Counter[str]] = {}
    rows = Message.objects.filter(scope=scope).values("batch", "state")
    for row in rows.annotate(number=Count("pk"), latest=Max("pk")).order_by("-latest"):
        found.setdefault(row["batch"], Counter())[row["state"]] += row["number"]
    return [Batch(name, counts) for name, counts in found.items()]


def state_counts(found: Sequence[Batch]) -> Counter[str]:
    """How many messages are in each state, over all batches."""
    return sum((batch.counts for batch in found), Counter())


def outbox(scope: str, *, state: str = "", batch: str | None = None) -> QuerySet[Message]:
    """The messages of a scope with their deliveries, latest first; discarded ones only when asked for."""
    messages = Message.objects.filter(scope=scope).prefetch_related("deliveries")
    messages = messages.filter(state=state) if state else messages.exclude(state=MessageState.DISCARDED)
    return messages if batch is None else messages.filter(batch=batch)


def next_draft(message: Message) -> Message | None:
    """The draft to read after this one in the order of its batch; None after the last."""
    drafts = Message.objects.filter(scope=message.scope, batch=message.batch, state=MessageState.DRAFT)
    later = Q(created_at__lt=message.created_at) | Q(created_at=message.created_at, pk__lt=message.pk)
    return drafts.filter(later).first()


def scopes_that_wrote_to(person: Person) -> list[str]:
    """The scopes of which there is mail for this person, sent or not."""
    found = Delivery.objects.filter(person=person).order_by().values_list("message__scope", flat=True)
    return sorted(set(found))
