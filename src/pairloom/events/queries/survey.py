"""What the survey after an event says, without names, and only when enough have answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from pairloom.events.models import Event, Feedback

ENOUGH = 3  # answers; with fewer one could guess whose they are
GRADES = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Share:
    """How many said yes, of those who answered the question."""

    yes: int
    answers: int

    @property
    def percent(self) -> int:
        return round(100 * self.yes / self.answers) if self.answers else 0


@dataclass(frozen=True)
class Grade:
    grade: int
    count: int
    most: int  # of any grade, for a bar


@dataclass(frozen=True)
class SurveyResult:
    """`is_enough` is false while nothing but the number of answers may be shown; the rest is empty then."""

    answers: int
    worth: float | None
    grades: tuple[Grade, ...]
    again: Share
    in_touch: Share
    comments: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        return self.answers >= ENOUGH

    @property
    def missing(self) -> int:
        return max(0, ENOUGH - self.answers)


def survey_of(event: Event) -> SurveyResult:
    given = feedback_to_show(event)
    answers = len(given) or event.feedback.count()
    worth = [one.worth for one in given if one.worth is not None]
    return SurveyResult(
        answers=answers,
        worth=round(mean(worth), 1) if worth else None,
        grades=_grades(worth),
        again=_share(one.again for one in given),
        in_touch=_share(one.in_touch for one in given),
        comments=tuple(one.comment for one in given if one.comment),
    )


def feedback_to_show(event: Event) -> Sequence[Feedback]:
    """All answers once there are enough, else none. In an order that does not tell who came when."""
    given = list(event.feedback.all())
    if len(given) < ENOUGH:
        return []
    return sorted(given, key=lambda one: (-(one.worth or 0), one.comment))


def _grades(worth: Sequence[int]) -> tuple[Grade, ...]:
    counts = Counter(worth)
    most = max(counts.values(), default=0)
    return tuple(Grade(grade, counts[grade], most) for grade in GRADES) if worth else ()


def _share(answers: Iterable[bool | None]) -> Share:
    said = [answer for answer in answers if answer is not None]
    return Share(yes=sum(said), answers=len(said))
