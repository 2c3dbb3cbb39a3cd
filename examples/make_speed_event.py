"""Makes up a speed mentoring evening of the Fernway community: 60 mentees, 10 mentors, and how well they fit.

Run `python examples/make_speed_event.py`. It writes `speed-*.csv` for `pairloom timetable`: who comes, the
scores of their pairs, who met before, what they ask, and what the day brings. The same ingredients give the
same bytes.
"""

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dice import Dice
from make_community import LETTERS, make_community
from person import Person

HERE = Path(__file__).parent
MENTEES, MENTORS, SEATS, TURNS = 60, 10, 6, 5
WALK_INS = 3


def short(person: Person) -> str:
    """An id that people can read: the name in plain small letters."""
    plain = unicodedata.normalize("NFKD", person.name.translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "-", plain.lower()).strip("-")


def score(mentee: Person, mentor: Person, dice: Dice) -> float:
    """From 0.05 to 1: what is wanted and offered, a common language, and what only the two could know."""
    offered = {topic for topic, _ in mentor.topics_offered}
    wanted = [topic for topic, _ in mentee.topics_wanted]
    share = sum(topic in offered for topic in wanted) / max(len(wanted), 1)
    spoken = bool(set(mentee.languages) & set(mentor.languages))
    return round(0.05 + 0.55 * share + 0.2 * spoken + 0.2 * dice.roll(), 2)


def may_meet(mentee: Person, mentor: Person) -> bool:
    """Colleagues meet at work."""
    return not mentee.employer or mentee.employer != mentor.employer


def write(folder: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with (folder / f"speed-{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def presence(dice: Dice) -> tuple[str, str]:
    """Most stay from the first turn to the last; a few come late or leave early."""
    return dice.weighted([(("", ""), 0.92), (("2", ""), 0.04), (("", str(TURNS - 1)), 0.04)])


def wishes(mentee: Person, mentors: list[Person], dice: Dice) -> str:
    """Some name one or two mentors whom they would like to meet."""
    offered = [mentor for mentor in mentors if may_meet(mentee, mentor)]
    return (
        ";".join(short(mentor) for mentor in dice.some(offered, 1 + dice.below(2)))
        if dice.chance(0.3)
        else ""
    )


def write_evening(folder: Path, mentees: list[Person], mentors: list[Person], dice: Dice) -> None:
    columns = ("id", "name", "from_turn", "to_turn", "wishes")
    rows = [(short(one), one.name, *presence(dice), wishes(one, mentors, dice)) for one in mentees]
    write(folder, "mentees", columns, rows)
    tables = [(short(one), SEATS, one.name, table) for table, one in enumerate(mentors, start=1)]
    write(folder, "mentors", ("id", "seats", "name", "table"), tables)
    pairs = [
        (short(mentee), short(mentor), score(mentee, mentor, dice))
        for mentee in mentees
        for mentor in mentors
        if may_meet(mentee, mentor)
    ]
    write(folder, "edges", ("mentee", "mentor", "score"), pairs)
    asking = [(short(one), one.hopes) for one in mentees if one.hopes and dice.chance(0.6)]
    write(folder, "questions", ("mentee", "question"), asking)


def met(community: dict[str, Any], mentees: list[Person], mentors: list[Person]) -> list[tuple[str, str]]:
    """Who of them were a pair in the round before."""
    learners, helpers = ({person.email: short(person) for person in side} for side in (mentees, mentors))
    return [
        (learners[pair["mentee"]], helpers[pair["mentor"]])
        for pair in community["earlier_pairs"]
        if pair["mentee"] in learners and pair["mentor"] in helpers
    ]


def write_day(
    folder: Path, mentees: list[Person], mentors: list[Person], new: list[Person], dice: Dice
) -> None:
    """After the second turn: nine did not come, one mentor is missing, three walk in."""
    write(folder, "gone", ("mentee",), [(short(one),) for one in dice.some(mentees, 9)])
    write(folder, "mentors-gone", ("mentor",), [(short(dice.pick(mentors)),)])
    write(folder, "arrived", ("id", "name", "from_turn"), [(short(one), one.name, 3) for one in new])


def main() -> None:
    parser = argparse.ArgumentParser(description="Make up a speed mentoring evening.")
    parser.add_argument("--folder", type=Path, default=HERE, help="where to write the files")
    folder = parser.parse_args().folder
    community = make_community(Dice("Fernway"))
    dice = Dice("Fernway, one evening")
    people = dice.shuffled(community["people"])
    mentors = [person for person in people if person.topics_offered and not person.topics_wanted][:MENTORS]
    learners = [person for person in people if person.wants is not None]
    mentees, new = learners[:MENTEES], learners[MENTEES : MENTEES + WALK_INS]
    write_evening(folder, mentees, mentors, dice)
    write(folder, "met", ("mentee", "mentor"), met(community, mentees, mentors))
    write_day(folder, mentees, mentors, new, dice)
    print(f"{len(mentees)} mentees and {len(mentors)} mentors in {folder}")


if __name__ == "__main__":
    main()
