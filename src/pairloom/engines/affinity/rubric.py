"""What an organiser says about a good pair: criteria with weights, hard rules, and what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pairloom.engines.affinity.comparisons import Comparison, Criterion, Rule, Shape

TIME_ZONE = "time_zone"  # the column that says in whose time somebody's hours are
PRIORITIES = ("served", "mentors", "minimum", "worst", "total")


class RubricError(ValueError):
    """A rubric that cannot be used. `where` leads to the fault: ("criterion", 0, "weight")."""

    def __init__(self, message: str, where: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.where = where


@dataclass(frozen=True)
class RoundWeeks:
    """The weeks in which pairs will meet; they decide what daylight saving does to common hours."""

    starts: date
    weeks: int

    @property
    def first_monday(self) -> date:
        """The Monday of the first week."""
        return self.starts - timedelta(days=self.starts.weekday())


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """Criteria, rules and what belongs to them. Checked on construction; raises RubricError.

    `scale` is "share" (scores from 0 to 1) or "points" (the weights are points and are added up). `unknown`
    is the share of a criterion that counts where the mentor left the answer open. `columns` says in which
    columns of a file an answer stands (the first heading that is there); `defaults` gives wants, capacity and
    minimum where the file does not.
    """

    criteria: tuple[Criterion, ...]
    rules: tuple[Rule, ...] = ()
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: str = "share"
    unknown: float | None = None
    candidates: int = 30
    priority: tuple[str, ...] = ("served", "worst", "total")
    round: RoundWeeks | None = None
    title: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    separators: str = ",;\n"
    defaults: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_whole(self)
        for table, entries in (("criterion", self.criteria), ("rule", self.rules)):
            _check_entries(self, table, entries)
        self.shapes  # noqa: B018 (raises where one column is read in two ways)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Criteria, then rules."""
        return (*self.criteria, *self.rules)

    @property
    def unknown_share(self) -> float:
        """The share that an answer counts which the mentor left open: 0.3 of the weight, no points."""
        if self.unknown is not None:
            return self.unknown
        return 0.3 if self.scale == "share" else 0.0

    @property
    def shapes(self) -> dict[str, Shape]:
        """Column -> shape of its answers. A list or choice may be read as text, too."""
        found: dict[str, Shape] = {}
        for table, entries in (("criterion", self.criteria), ("rule", self.rules)):
            for place, entry in enumerate(entries):
                for column in (entry.mentee, entry.mentor):
                    before = found.get(column)
                    found[column] = _joined(before, entry.shape, column, (table, place))
        return found


def _joined(before: Shape | None, now: Shape, column: str, where: tuple[str, int]) -> Shape:
    if before is None or before == now:
        return now
    both = {before, now}
    if both == {Shape.TEXT, Shape.LIST}:
        return Shape.LIST
    if both == {Shape.TEXT, Shape.CHOICE}:
        return Shape.CHOICE
    raise RubricError(f"reads {column!r} as a {now.value}, but it was a {before.value} before", where)


def _check_whole(rubric: Rubric) -> None:
    if not rubric.criteria:
        raise RubricError("needs at least one [[criterion]]")
    if rubric.scale not in ("share", "points"):
        raise RubricError('must be "share" or "points"', ("scale",))
    if rubric.unknown is not None and not 0 <= rubric.unknown <= 1:
        raise RubricError("must be a number from 0 to 1", ("unknown",))
    if rubric.candidates < 1:
        raise RubricError("must be a whole number from 1", ("candidates",))
    unknown = [name for name in rubric.priority if name not in PRIORITIES]
    if unknown or not rubric.priority or len(set(rubric.priority)) < len(rubric.priority):
        raise RubricError(f"must name some of {', '.join(PRIORITIES)}, each once", ("priority",))
    if rubric.round is not None and not 1 <= rubric.round.weeks <= 104:
        raise RubricError("must be a whole number from 1 to 104", ("round", "weeks"))
    if rubric.scale == "points" and sum(criterion.weight for criterion in rubric.criteria) > 1e6:
        raise RubricError("all weights together must not pass 1,000,000 points", ("scale",))
    for name, places in rubric.scales.items():
        if len(places) < 2 or len({place.casefold() for place in places}) < len(places):
            raise RubricError("must list two or more places, lowest first, each once", ("scales", name))


def _check_entries(rubric: Rubric, table: str, entries: Sequence[Comparison]) -> None:
    names: set[str] = set()
    for place, entry in enumerate(entries):
        for key, fault in entry.check():
            raise RubricError(fault, (table, place, key))
        if entry.name in names:
            raise RubricError(f"there is already a {table} called {entry.name!r}", (table, place, "name"))
        names.add(entry.name)
        for key in ("scale", "levels"):
            scale = getattr(entry, key, None)
            if scale is not None and scale not in rubric.scales:
                known = ", ".join(rubric.scales) or "none"
                raise RubricError(
                    f"there is no {scale!r} under [scales] ({known} there)", (table, place, key)
                )
