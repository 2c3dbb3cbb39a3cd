"""What a speed event consists of. `docs/architecture/events.md` tells how the rows belong together."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from pairloom.core.models import TimeStamped
from pairloom.events.enums import (
    PaperKind,
    PlanKind,
    PlanState,
    Presence,
    PrintingState,
    RsvpState,
    Sharing,
    WhoMoves,
)
from pairloom.events.orders import Order
from pairloom.people.enums import Experience
from pairloom.people.models import Topic
from pairloom.programmes.enums import Side
from pairloom.programmes.models import Programme

MOST_TURNS = 20
CARD_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that reads like another


def new_token() -> str:
    """What stands in the address of a card: 71 bits, short enough for a small QR code."""
    return get_random_string(14, CARD_LETTERS)


def usually_shared() -> list[str]:
    return [Sharing.NAME.value, Sharing.TOPICS.value, Sharing.QUESTION.value]


class Event(TimeStamped):
    """An evening or a morning of speed mentoring, held by a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    about = models.TextField(_("what people should know"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    starts_at = models.DateTimeField(_("first bell"))
    turns = models.PositiveSmallIntegerField(
        _("turns"), default=5, validators=[MinValueValidator(1), MaxValueValidator(MOST_TURNS)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes a turn"), default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    change_minutes = models.PositiveSmallIntegerField(
        _("minutes to change tables"), default=2, validators=[MaxValueValidator(60)]
    )
    who_moves = models.CharField(_("who moves"), max_length=10, choices=WhoMoves, default=WhoMoves.MENTEES)
    places = models.PositiveIntegerField(
        _("places for mentees"), null=True, blank=True, help_text=_("empty: as many as there are seats")
    )
    no_show_percent = models.PositiveSmallIntegerField(
        _("how many will not come, in percent"), default=18, validators=[MaxValueValidator(90)]
    )
    employer_most = models.PositiveSmallIntegerField(
        _("mentors of one employer for each person, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TURNS)],
        help_text=_("empty: no limit"),
    )
    topics = models.ManyToManyField(Topic, related_name="+", blank=True, verbose_name=_("topics"))
    rsvp_closes_at = models.DateTimeField(_("RSVP until"))
    opened_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True, help_text="when the host began the first turn")
    held_at = models.DateTimeField(null=True, blank=True, help_text="since when the clock stands")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="when the host said that it is over")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="asked again, months later")
    sequence = models.PositiveIntegerField(default=0, help_text="of its calendar entry; grows with changes")

    class Meta:
        ordering = ["-starts_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def zone_name(self) -> str:
        """The time zone as people read it, such as America/New York."""
        return self.time_zone.replace("_", " ")

    @property
    def stride(self) -> timedelta:
        """From one bell to the next, as planned."""
        return timedelta(minutes=self.minutes + self.change_minutes)

    @property
    def is_over(self) -> bool:
        """Whether nothing can be answered or changed any more."""
        return self.closed_at is not None or self.cancelled_at is not None

    @property
    def ends_at(self) -> datetime:
        """The last bell, as planned."""
        return self.starts_at + self.turns * self.stride - timedelta(minutes=self.change_minutes)


class Table(models.Model):
    """A table with its seats for mentees."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    seats = models.PositiveSmallIntegerField(
        _("seats"), default=6, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    note = models.CharField(
        _("note"), max_length=80, blank=True, help_text=_("such as: near the door, no steps")
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="a_table_number_once_an_event")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Bell(models.Model):
    """A turn, and when the bell rings for its beginning and its end. Moves when the host says so."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="bells")
    turn = models.PositiveSmallIntegerField(help_text="1 is the first")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="when people change tables; after the last turn: the end")

    class Meta:
        ordering = ["turn"]
        constraints = [models.UniqueConstraint(fields=["event", "turn"], name="a_turn_begins_once")]

    def __str__(self) -> str:
        return f"turn {self.turn}"


class Attendee(TimeStamped):
    """Somebody who answered the invitation, on one side, and what the check-in desk knows of them."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(_("you come as"), max_length=10, choices=Side)
    state = models.CharField(max_length=10, choices=RsvpState, default=RsvpState.COMING)
    number = models.PositiveIntegerField(help_text="on the card; 1 is the first who answered")
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    waiting_since = models.DateTimeField(null=True, blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    wishes = models.ManyToManyField(
        "self", through="Wish", symmetrical=False, related_name="wished_by", blank=True
    )
    knows = models.ManyToManyField(
        "self", symmetrical=True, blank=True, help_text="they know each other and need not be introduced"
    )
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    experience = models.CharField(_("experience"), max_length=20, choices=Experience, blank=True)
    away = models.JSONField(_("turns without you"), default=list, blank=True, help_text="numbers from 1")
    access_needs = models.TextField(_("what you need to take part well"), blank=True)
    question = models.CharField(_("a question in advance"), max_length=280, blank=True)
    shares = models.JSONField(_("who may see what"), default=usually_shared, blank=True)
    table = models.ForeignKey(Table, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentors")
    keeps_table = models.BooleanField(
        _("cannot move between tables"), default=False, help_text="stays at `table` whoever moves"
    )
    is_walk_in = models.BooleanField(default=False)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.EXPECTED)
    from_turn = models.PositiveSmallIntegerField(null=True, blank=True, help_text="late: first turn here")
    gone_turn = models.PositiveSmallIntegerField(null=True, blank=True, help_text="gone: first turn without")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_answer_an_event"),
            models.UniqueConstraint(fields=["event", "number"], name="a_card_number_once_an_event"),
        ]
        indexes = [models.Index(fields=["event", "side", "state"])]

    def __str__(self) -> str:
        return f"attendee {self.pk}"


class Wish(models.Model):
    """A mentor whom a mentee hopes to meet; at most three, the dearest first."""

    mentee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="wishes_made")
    mentor = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="wishes_received")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["mentee", "mentor"], name="a_wish_once"),
            models.UniqueConstraint(fields=["mentee", "rank"], name="a_rank_once"),
            models.CheckConstraint(condition=models.Q(rank__gte=1, rank__lte=3), name="at_most_three_wishes"),
        ]

    def __str__(self) -> str:
        return f"wish {self.rank}"


class SeatingPlan(TimeStamped):
    """One plan of who sits where in which turn, with all that went in. Never changed afterwards."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=PlanKind, default=PlanKind.SOLVED)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.QUEUED)
    progress = models.FloatField(default=0.0, help_text="0 to 1")
    change = models.JSONField(default=dict, help_text="what this plan did differently from its parent")
    adjustments = models.JSONField(default=dict, help_text="pins, bans and people apart: all of them")
    failure = models.JSONField(default=list, help_text="why there is no answer; names nobody")
    encoded = models.BinaryField(null=True, blank=True, help_text="the plan as the engine's codec writes it")
    report = models.JSONField(default=dict, help_text="the levels with their bounds, and the figures")
    price = models.JSONField(default=dict, help_text="what the change cost against the parent")
    finished_turns = models.PositiveSmallIntegerField(default=0, help_text="turns that had begun by then")
    digest = models.CharField(max_length=64, blank=True, help_text="of all that was read about people")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="a_plan_number_once_an_event")
        ]

    def __str__(self) -> str:
        return f"plan {self.number}"


class Seat(models.Model):
    """One cell of a solved plan: this mentee with this mentor in this turn, at the table they share."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="seats")
    turn = models.PositiveSmallIntegerField(help_text="1 is the first")
    mentee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    table = models.ForeignKey(Table, null=True, on_delete=models.SET_NULL, related_name="+")
    affinity = models.FloatField(help_text="0 to 1")
    reason = models.CharField(max_length=300, blank=True, help_text="one line that names nobody")

    class Meta:
        ordering = ["turn", "table__number", "id"]
        # in this order, so that one's own seats are found without reading those of all
        constraints = [models.UniqueConstraint(fields=["plan", "mentee", "turn"], name="one_seat_a_turn")]
        indexes = [models.Index(fields=["plan", "mentor", "turn"])]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Seating(TimeStamped):
    """The plan that the host looks at, the one that people follow, and the one on paper."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="seating")
    current = models.ForeignKey(
        SeatingPlan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published = models.ForeignKey(
        SeatingPlan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    printed = models.ForeignKey(
        SeatingPlan,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the plan of the cards that people hold",
    )

    def __str__(self) -> str:
        return f"seating of event {self.event_id}"


class Printings(models.QuerySet["Printing"]):
    def followed(self) -> Printings:
        """Those of the plan that people follow now."""
        return self.filter(plan__event__seating__published=models.F("plan"))


class Printing(TimeStamped):
    """Paper that a job makes, as there is much of it, and then the file itself. Erased after an hour."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="printings")
    kind = models.CharField(max_length=10, choices=PaperKind)
    paper = models.CharField(max_length=10)
    numbers = models.JSONField(default=list, help_text="of the chosen cards, in order; empty: all")
    language = models.CharField(max_length=20)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=PrintingState, default=PrintingState.QUEUED)
    progress = models.FloatField(default=0.0, help_text="0 to 1")
    file_name = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True, blank=True, help_text="the file; names everybody who comes")

    objects = Printings.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"printing {self.pk}"

    @property
    def order(self) -> Order:
        return Order(PaperKind(self.kind), self.paper, tuple(self.numbers))  # type: ignore[arg-type]


class Meeting(models.Model):
    """An encounter of a turn, and whether it took place. Made from the plan when the event is closed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="meetings")
    turn = models.PositiveSmallIntegerField()
    mentee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="meetings_as_mentee")
    mentor = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="meetings_as_mentor")
    took_place = models.BooleanField(default=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_by = models.ForeignKey(
        Attendee,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who of the two said otherwise; empty: the organisers",
    )

    class Meta:
        ordering = ["turn", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "mentee", "turn"], name="one_meeting_a_turn")]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class Feedback(TimeStamped):
    """The short survey after an event; one a person, told to the hosts without the name."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    attendee = models.OneToOneField(Attendee, null=True, on_delete=models.SET_NULL, related_name="feedback")
    side = models.CharField(max_length=10, choices=Side)
    worth = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="1 to 5"
    )
    again = models.BooleanField(null=True, blank=True, help_text="would come again")
    comment = models.TextField(blank=True)
    in_touch = models.BooleanField(null=True, blank=True, help_text="asked three months later")

    def __str__(self) -> str:
        return f"feedback {self.pk}"
