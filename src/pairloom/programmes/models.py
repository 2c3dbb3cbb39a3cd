from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pairloom.core.models import TimeStamped
from pairloom.programmes.enums import (
    ApplicationSource,
    ApplicationState,
    Audience,
    PhaseKind,
    QuestionKind,
    Role,
    Side,
    Visibility,
)

ANYWHERE_ON_EARTH = "Etc/GMT+12"


class Programme(TimeStamped):
    """A lasting scheme, such as the mentoring of a community."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    about = models.TextField(_("what it is for"), blank=True)
    code_of_conduct = models.TextField(_("code of conduct"), blank=True)
    code_of_conduct_version = models.CharField(max_length=40, default="1")
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="programmes")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(TimeStamped):
    """A person's role in running a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "role"], name="a_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Round(TimeStamped):
    """One run of a programme, with dated phases in one stated time zone."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rounds")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"))
    about = models.TextField(_("what people should know"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default=ANYWHERE_ON_EARTH)
    rubric = models.JSONField(default=dict, blank=True, help_text="empty: the standard rubric")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["programme", "slug"], name="a_round_once_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class Phase(models.Model):
    """A dated stage: from the first minute of `starts_on` to the last of `ends_on`, in the round's zone."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=20, choices=PhaseKind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to, that day included"))

    class Meta:
        ordering = ["starts_on", "ends_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="a_phase_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_phase_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class AskedQuestions(models.Manager["Question"]):
    """The questions that are asked; those that an organiser took away are not among them."""

    def get_queryset(self) -> models.QuerySet["Question"]:
        return super().get_queryset().filter(removed_at=None)


class Question(TimeStamped):
    """Something that a round asks. Stored once, shown wherever its answer matters."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), help_text="the name of the answer in rubrics and files")
    kind = models.CharField(_("kind of answer"), max_length=20, choices=QuestionKind)
    label = models.CharField(_("question"), max_length=200)
    help_text = models.TextField(_("help"), blank=True)
    options = models.JSONField(_("choices"), default=list, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    max_length = models.PositiveIntegerField(_("most characters"), null=True, blank=True)
    audience = models.CharField(_("asked of"), max_length=10, choices=Audience, default=Audience.BOTH)
    visibility = models.CharField(
        _("who may see the answer"), max_length=12, choices=Visibility, default=Visibility.ORGANISERS
    )
    erase_on = models.DateField(
        _("answers are erased after"),
        null=True,
        blank=True,
        help_text=_("that day included, in the round's zone"),
    )
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AskedQuestions()
    with_removed = models.Manager["Question"]()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "key"],
                condition=models.Q(removed_at=None),
                name="a_question_key_once_a_round",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Application(TimeStamped):
    """A person's wish to take part in a round, as mentor, mentee or both."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications"
    )
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    source = models.CharField(max_length=12, choices=ApplicationSource, default=ApplicationSource.PAGE)
    capacity = models.PositiveSmallIntegerField(
        _("how many mentees you can take"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(5)],
        help_text=_("empty: not as a mentor; 0: a mentor who pauses this time"),
    )
    wants = models.PositiveSmallIntegerField(
        _("how many mentors you would like"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("empty: not as a mentee"),
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_application_a_round"),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__lte=5), name="capacity_at_most_5"
            ),
            models.CheckConstraint(
                condition=models.Q(wants=None) | models.Q(wants__gte=1, wants__lte=3), name="wants_1_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def sides(self) -> frozenset[Side]:
        """On which sides the person takes part; a mentor who pauses is still a mentor."""
        taken = {Side.MENTEE: self.wants, Side.MENTOR: self.capacity}
        return frozenset(side for side, places in taken.items() if places is not None)

    @property
    def is_pausing(self) -> bool:
        """A mentor who takes nobody this time."""
        return self.capacity == 0


class Answer(models.Model):
    """What somebody answered to a question that is not part of the profile."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "question"], name="one_answer_a_question"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SheetImport(TimeStamped):
    """A spreadsheet of sign-ups. It waits with its rows until it is confirmed; then only its figures stay."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheet_imports")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list, help_text="number, cells and cells beyond the header, of each row")
    notes = models.JSONField(default=list, help_text="how the file was understood")
    columns = models.JSONField(default=dict, help_text="what each column holds, by its place")
    everybody = models.CharField(max_length=10, choices=Side, blank=True)
    corrections = models.JSONField(default=dict, help_text="cells mended here, by row and place")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="rows by what became of them")
    added = models.JSONField(default=list, help_text="ids of the applications that it made")

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportedColumn(models.Model):
    """What an organiser said that a column of this name holds; the next sheet is read the same way."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="imported_columns")
    header = models.CharField(max_length=200, help_text="folded, as the cell readers compare headers")
    holds = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "header"], name="a_column_name_means_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.header}: {self.holds}"
