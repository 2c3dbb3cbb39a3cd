"""Makes up the Fernway community: who they are, what they hope for, and what they signed up with.

Run `python examples/make_community.py`. It writes `people.csv`, as a form service would export it, and
`community.json`, with which the demo fills its database. The same ingredients give the same bytes.
"""

import argparse
import json
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dice import Dice
from form_export import write_form_export
from person import EXPERIENCE, Person, Resident, Topic

HERE = Path(__file__).parent
INGREDIENTS = HERE / "ingredients"
PEOPLE_CSV = HERE / "people.csv"
COMMUNITY_JSON = HERE.parent / "src" / "pairloom" / "site" / "demo" / "community.json"
SEED = "Fernway"

PRONOUNS = {"she": "she/her", "he": "he/him", "they": "they/them"}
FAR_FROM_MOST_MENTORS = ("Asia/", "Pacific/", "Australia/")
SIGN_UP_MINUTES = 30 * 24 * 60
EARLIER_PAIRS = 21
# letters that lose no accent when they are taken apart; an i without its dot is the last of them
LETTERS = str.maketrans("łŁøØđĐæß\N{LATIN SMALL LETTER DOTLESS I}", "lLoOdDasi")

Side = str  # mentee, mentor or both
Seat = tuple[Side, Topic, str, str]  # with a text and, where that tells it, an experience


def ingredients(name: str) -> dict[str, Any]:
    return tomllib.loads((INGREDIENTS / f"{name}.toml").read_text(encoding="utf-8"))


def read_topics() -> list[Topic]:
    def with_experience(hope: str | list[str]) -> tuple[str, str]:
        return (hope, "") if isinstance(hope, str) else (hope[0], hope[1])

    return [
        Topic(
            name=topic["name"],
            near=tuple(topic["near"]),
            hopes=tuple(with_experience(hope) for hope in topic["hopes"]),
            offers=tuple(topic["offers"]),
            both=topic.get("both", {}),
            is_scarce=topic.get("is_scarce", False),
        )
        for topic in ingredients("topics")["topic"]
    ]


def read_residents(dice: Dice) -> Iterator[Resident]:
    """Everybody of `places.toml`. Some leave their pronouns out, a few speak the first language only."""
    for place in ingredients("places")["place"]:
        for line in place["people"]:
            name, pronoun = line.rsplit(" ", 1)
            languages = tuple(place["languages"])
            yield Resident(
                name=name,
                pronouns=PRONOUNS[pronoun] if dice.chance(0.75) else "",
                place=place["name"],
                time_zone=place["zone"],
                zone_as_written=dice.pick(place["spelled"]),
                languages=languages[:1] if dice.chance(0.05) else languages,
            )


def seats(dice: Dice, topics: list[Topic]) -> list[Seat]:
    """What there is to be taken: first the mentors and those who are both, then the mentees."""
    mentors: list[Seat] = [("mentor", topic, text, "") for topic in topics for text in topic.offers]
    both: list[Seat] = [("both", topic, topic.both["text"], "") for topic in topics if topic.both]
    mentees: list[Seat] = [("mentee", topic, *hope) for topic in topics for hope in topic.hopes]
    return [*dice.shuffled([*mentors, *both]), *dice.shuffled(mentees)]


def by_readiness(dice: Dice, residents: list[Resident]) -> list[Resident]:
    """Likely mentors first: fewer of them live in Asia and Oceania, and all of them speak English."""

    def key(resident: Resident) -> float:
        is_far = resident.time_zone.startswith(FAR_FROM_MOST_MENTORS)
        return dice.roll() + 0.3 * is_far + 2.0 * ("English" not in resident.languages)

    return sorted(residents, key=key)


class Census:
    """Turns residents with a seat into people, each with an address, an employer and a line of their own."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._lines = ingredients("lines")
        jobs = [(name, domain) for name, domain, count in self._lines["employers"] for _ in range(count)]
        self._jobs = dice.shuffled([*jobs, *[("", "")] * 93])
        self._asides: list[str] = []

    def person(self, resident: Resident, seat: Seat) -> Person:
        dice, (side, topic, text, told) = self._dice, seat
        employer, domain = self._jobs.pop()
        experience = told or self._experience(side)
        return Person(
            **vars(resident),
            email=self._address(resident.name, domain),
            employer=employer,
            experience=experience,
            about=self._about(resident, side, experience),
            wants=None if side == "mentor" else dice.weighted([(1, 0.84), (2, 0.14), (3, 0.02)]),
            capacity=None if side == "mentee" else self._capacity(topic),
            topics_wanted=self._wanted(side, topic),
            topics_offered=() if side == "mentee" else self._offered(topic),
            availability="; ".join(dice.some(self._lines["availability"], 2)),
            ways_to_meet=self._ways(),
            hopes=text,
            minutes_after_opening=int(dice.roll() ** 0.6 * SIGN_UP_MINUTES),
        )

    def _experience(self, side: Side) -> str:
        shares = (0.4, 0.4, 0.18, 0.02) if side == "mentee" else (0.0, 0.0, 0.5, 0.5)
        return self._dice.weighted(list(zip(EXPERIENCE, shares, strict=True)))

    def _capacity(self, topic: Topic) -> int:
        if topic.is_scarce:
            return 1
        return self._dice.weighted([(1, 0.37), (2, 0.41), (3, 0.15), (0, 0.03), (4, 0.04)])

    def _wanted(self, side: Side, topic: Topic) -> tuple[tuple[str, int], ...]:
        if side == "mentor":
            return ()
        first = topic.both["wants"] if side == "both" else topic.name
        others = () if side == "both" else self._dice.some(topic.near, self._dice.below(3))
        return ((first, 1 + self._dice.below(2)), *((other, 1 + self._dice.below(2)) for other in others))

    def _offered(self, topic: Topic) -> tuple[tuple[str, int], ...]:
        others = self._dice.some([name for name in topic.near if name != topic.both.get("wants")], 2)
        return ((topic.name, 3), *((other, 2 + self._dice.below(2)) for other in others))

    def _ways(self) -> tuple[str, ...]:
        chances = (("video", 0.92), ("chat", 0.5), ("e-mail", 0.35), ("in person", 0.12))
        return tuple(way for way, share in chances if self._dice.chance(share)) or ("video",)

    def _about(self, resident: Resident, side: Side, experience: str) -> str:
        if not self._asides:
            self._asides = self._dice.shuffled(self._lines["asides"])
        aside = self._asides.pop()
        town = resident.place.split(",")[0]
        if side == "mentee":
            return self._dice.pick([aside, f"Lives in {town}. {aside}", f"At home in {town}. {aside}"])
        job = self._dice.pick(self._lines["veterans" if experience == EXPERIENCE[-1] else "workers"])
        return f"{job} in {town}. {aside}"

    def _address(self, name: str, domain: str) -> str:
        plain = unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()
        words = ["".join(filter(str.isalpha, word)).lower() for word in plain.split()]
        at_work = domain and self._dice.chance(0.5)
        return f"{'.'.join(words)}@{domain if at_work else self._dice.pick(self._lines['open_domains'])}"


def earlier_pairs(dice: Dice, people: list[Person]) -> Iterator[dict[str, str]]:
    """Who learned from whom in the round before; some of those mentees are mentors by now."""
    mentors = dice.shuffled(
        [person for person in people if person.experience == EXPERIENCE[-1] and person.capacity]
    )
    learners = dice.shuffled([person for person in people if person.experience != EXPERIENCE[-1]])
    for mentor in mentors[:EARLIER_PAIRS]:
        offered = {topic for topic, _ in mentor.topics_offered}
        for learner in learners:
            common = offered & {topic for topic, _ in (*learner.topics_wanted, *learner.topics_offered)}
            if common and learner.employer != (mentor.employer or None):
                learners.remove(learner)
                yield {"mentor": mentor.email, "mentee": learner.email, "topic": min(common)}
                break


def make_community(dice: Dice) -> dict[str, Any]:
    """Everything the demo needs to know; `people` in the order in which they signed up."""
    census = Census(dice)
    order = by_readiness(dice, list(read_residents(dice)))
    taken = zip(order, seats(dice, read_topics()), strict=True)
    people = sorted(
        (census.person(resident, seat) for resident, seat in taken),
        key=lambda person: person.minutes_after_opening,
    )
    return {**ingredients("programme"), "people": people, "earlier_pairs": list(earlier_pairs(dice, people))}


def main() -> None:
    parser = argparse.ArgumentParser(description="Make up the Fernway community.")
    parser.add_argument("--people", type=Path, default=PEOPLE_CSV, help="where to write the form's export")
    parser.add_argument(
        "--community", type=Path, default=COMMUNITY_JSON, help="where to write the demo's data"
    )
    to = parser.parse_args()
    dice = Dice(SEED)
    community = make_community(dice)
    write_form_export(to.people, community["people"], dice)
    told = {**community, "people": [asdict(person) for person in community["people"]]}
    to.community.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(community['people'])} people in {to.people} and {to.community}")


if __name__ == "__main__":
    main()
