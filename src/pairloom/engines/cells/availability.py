"""When somebody is free: "Mon 18:00-20:00; weekday evenings" as half-hours of a week.

A week has 336 half-hours; number 0 starts on Monday at 00:00 in the person's own time zone.
"""

import re
from collections.abc import Iterator

from pairloom.engines.cells.errors import CellError
from pairloom.engines.cells.lists import is_blank
from pairloom.engines.cells.spelling import did_you_mean

HALF_HOURS_A_DAY = 48
HALF_HOURS_A_WEEK = 7 * HALF_HOURS_A_DAY

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EVERY_DAY = tuple(range(7))
_WEEKDAYS, _WEEKEND = _EVERY_DAY[:5], _EVERY_DAY[5:]

_DAYS: dict[str, tuple[int, ...]] = {
    **{name: (day,) for day, name in enumerate(_DAY_NAMES)},
    **{f"{name}s": (day,) for day, name in enumerate(_DAY_NAMES)},
    **{name[:3]: (day,) for day, name in enumerate(_DAY_NAMES)},
    **{name[:2]: (day,) for day, name in enumerate(_DAY_NAMES)},
    **dict.fromkeys(("tues",), (1,)),
    **dict.fromkeys(("thur", "thurs"), (3,)),
    **dict.fromkeys(("weekday", "weekdays", "workdays", "working"), _WEEKDAYS),
    **dict.fromkeys(("weekend", "weekends"), _WEEKEND),
    **dict.fromkeys(("daily", "everyday"), _EVERY_DAY),
}
_WAKING = (16, 44)  # 08:00 to 22:00: what "weekends" or "any time" means when no hour is given
_PARTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("morning", "mornings", "am"), (16, 24)),
    **dict.fromkeys(("lunch", "lunchtime", "lunchtimes", "noon", "noons", "midday"), (24, 28)),
    **dict.fromkeys(("afternoon", "afternoons", "pm"), (24, 36)),
    **dict.fromkeys(("evening", "evenings"), (36, 44)),
    **dict.fromkeys(("night", "nights", "late"), (42, 48)),
    **dict.fromkeys(("anytime", "always", "flexible"), _WAKING),
}
_FILLERS = frozenset(
    word
    for line in (
        "the in at of my on time times hours hour free available usually mostly normally day days",
        "most week local h uhr about around early only",
    )
    for word in line.split()
)
_JOINERS = frozenset(("and", "or", "&", "/", "+", "also", "plus", ","))
_PHRASES = (
    (re.compile(r"\b(?:every|any|each)\s+days?\b|\ball\s+(?:days|week)\b"), "daily"),
    (re.compile(r"\b(?:any|all)\s*(?:time|times|hours)\b|\b(?:all|whole)\s+day\b"), "anytime"),
    (re.compile(r"\b(?:every|each)\s+"), ""),
    (re.compile(r"[\u2010-\u2015\u2212]"), "-"),
    (re.compile(r"o'clock"), " "),
)
_SUGGESTIONS = sorted(word for word in {*_DAYS, *_PARTS} if len(word) > 3)

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h)?"
_RANGE = re.compile(rf"(?:from\s+|between\s+)?{_CLOCK}\s*(?:-|to|until|till|and)\s*{_CLOCK}(?![\d:])")
_OPEN = re.compile(rf"(after|from|since|before|until|till)\s+{_CLOCK}(?![\d:])")
_DAY_RANGE = re.compile(r"([a-z]+)\s*(?:-|to|through)\s*([a-z]+)")
_WORD = re.compile(r",|[^\s,]+")


def read_availability(text: str) -> frozenset[int]:
    """The half-hours of the week in which somebody is free; empty for a blank cell.

    Understands days, ranges of days, parts of the day and times, in any order and joined by commas,
    semicolons, line ends or "and". Only whole half-hours count.

    Raises:
        CellError: for a word or a time that means nothing, naming it and the nearest known word.
    """
    if is_blank(text):
        return frozenset()
    plain = text.lower()
    for pattern, meaning in _PHRASES:
        plain = pattern.sub(meaning, plain)
    free: set[int] = set()
    for clause in re.split(r"[;\n]|\.\s|\.$", plain):
        free.update(_read_clause(clause))
    if not free:
        raise CellError(f"{text!r} names no time of the week")
    return frozenset(free)


def _read_clause(clause: str) -> Iterator[int]:
    """Days and times gather in groups, "Mon, Wed 18-20" or "evenings Mon, Wed", until one does not fit.

    "evenings, weekends" is two groups, because a comma or "and" stands before the day.
    """
    days: list[int] = []
    times: list[tuple[int, int]] = []
    times_first = separated = False
    for kind, value in _tokens(clause):
        if kind == "and":
            separated = True
            continue
        if kind == "days":
            anew = bool(times) and (not times_first if days else separated)
        else:
            anew = bool(times and days) and times_first
        if anew:
            yield from _half_hours(days, times)
            days, times, times_first = [], [], False
        if kind == "days":
            times_first = times_first or bool(times and not days)
            days.extend(day for day, _ in value)
        else:
            times.extend(value)
        separated = False
    yield from _half_hours(days, times)


def _half_hours(days: list[int], times: list[tuple[int, int]]) -> Iterator[int]:
    if not days and not times:
        return
    for day in days or _EVERY_DAY:
        for start, end in times or [_WAKING]:
            for slot in range(start, end if end > start else end + HALF_HOURS_A_DAY):
                yield (day * HALF_HOURS_A_DAY + slot) % HALF_HOURS_A_WEEK


def _tokens(clause: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The meaning of each piece: ("days", [(day, day)...]), ("times", [(start, end)...]) or ("and", [])."""
    at = 0
    while at < len(clause):
        for pattern, meaning in ((_RANGE, _time_range), (_OPEN, _open_range), (_DAY_RANGE, _day_range)):
            match = pattern.match(clause, at)
            token = meaning(match) if match else None
            if match and token:
                yield token
                at = match.end()
                break
        else:
            match = _WORD.match(clause, at)
            if match:
                yield from _word(match[0])
            at = match.end() if match else at + 1


def _word(raw: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    word = raw.strip(".:!?()'\"")
    if word in _JOINERS:
        yield "and", []
    elif word in _DAYS:
        yield "days", [(day, day) for day in _DAYS[word]]
    elif word in _PARTS:
        yield "times", [_PARTS[word]]
    elif "/" in word or "+" in word:
        for piece in re.split(r"[/+]", word):
            yield from _word(piece)
    elif word and word not in _FILLERS and not set(word) <= {"-"}:
        raise CellError(f"{word!r} is not a time{did_you_mean(word, _SUGGESTIONS)}")


def _day_range(match: re.Match[str]) -> tuple[str, list[tuple[int, int]]] | None:
    first, last = _DAYS.get(match[1]), _DAYS.get(match[2])
    if not (first and last and len(first) == len(last) == 1):
        return None
    length = (last[0] - first[0]) % 7 + 1
    return "days", [((first[0] + step) % 7,) * 2 for step in range(length)]


def _time_range(match: re.Match[str]) -> tuple[str, list[tuple[int, int]]]:
    end_half = match[6]
    start_half = match[3] or (end_half if int(match[1]) <= 12 and _twelve_hour_before(match) else None)
    start = _minutes(match[1], match[2], start_half)
    end = _minutes(match[4], match[5], end_half)
    if start == end:
        raise CellError(f"{match[0].strip()!r} starts and ends at the same time")
    return "times", [(-(-start // 30), end // 30)]


def _twelve_hour_before(match: re.Match[str]) -> bool:
    """Whether "6-8pm" means 18:00: so it does where the start is the smaller clock reading."""
    return match[6] in ("am", "pm") and int(match[1]) % 12 < int(match[4]) % 12 + (int(match[4]) == 12) * 12


def _open_range(match: re.Match[str]) -> tuple[str, list[tuple[int, int]]]:
    moment = _minutes(match[2], match[3], match[4])
    if match[1] in ("after", "from", "since"):
        return "times", [(-(-moment // 30), max(_WAKING[1], -(-moment // 30) + 1))]
    return "times", [(min(_WAKING[0], moment // 30 - 1), moment // 30)]


def _minutes(hour_text: str, minute_text: str | None, half: str | None) -> int:
    """Minutes since midnight of one clock reading."""
    hour, minute = int(hour_text), int(minute_text or 0)
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise CellError(f"{hour_text + half!r} is not a time of day")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if minute > 59 or hour * 60 + minute > 24 * 60:
        written = hour_text if minute_text is None else f"{hour_text}:{minute_text}"
        raise CellError(f"{written!r} is not a time of day")
    return hour * 60 + minute


def write_availability(free: frozenset[int]) -> str:
    """The shortest text that `read_availability` reads back: "Mon-Fri 18:00-20:00; Sat 09:00-12:00"."""
    by_times: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for day in range(7):
        runs = tuple(
            _runs(sorted(slot % HALF_HOURS_A_DAY for slot in free if slot // HALF_HOURS_A_DAY == day))
        )
        if runs:
            by_times.setdefault(runs, []).append(day)
    return "; ".join(
        f"{_write_days(days)} {', '.join(f'{_write_time(start)}-{_write_time(end)}' for start, end in runs)}"
        for runs, days in by_times.items()
    )


def _runs(slots: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for position, slot in enumerate(slots):
        start = slot if start is None else start
        if position + 1 == len(slots) or slots[position + 1] != slot + 1:
            yield start, slot + 1
            start = None


def _write_days(days: list[int]) -> str:
    return ", ".join(
        _SHORT_DAYS[first] if last == first + 1 else f"{_SHORT_DAYS[first]}-{_SHORT_DAYS[last - 1]}"
        for first, last in _runs(days)
    )


def _write_time(slot: int) -> str:
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"
