"""How long printing takes: `python -m tests.bench.printing [people turns]`."""

import resource
import sys
import time

from pairloom.printing import (
    Card,
    CardRow,
    Cards,
    Document,
    EventHead,
    TurnTimes,
    WallList,
    WallName,
    html,
    pdf,
)


def documents(people: int, turns: int) -> list[Document]:
    """A card for everybody, with a QR code, and the list at the door."""
    head = EventHead("Newcomers meet mentors", (TurnTimes("18:30", "18:40"),) * turns, place="Hall 2")
    numbers = range(1, people + 1)
    cards = tuple(
        Card(
            f"Person Number {number}",
            tuple(CardRow(turn, str(number % 200 + turn), "Some Mentor") for turn in range(1, turns + 1)),
            number=str(number),
            link=f"https://speed.example.org/card/{number:032x}",
        )
        for number in numbers
    )
    names = tuple(WallName(f"Person Number {number}", (str(number % 200),) * turns) for number in numbers)
    return [Cards(head, cards), WallList(head, names)]


def main(people: int, turns: int) -> None:
    for document in documents(people, turns):
        for name, make in (("PDF", pdf), ("HTML", html)):
            started = time.perf_counter()
            size = len(make(document))
            seconds = time.perf_counter() - started
            print(f"{type(document).__name__:9} {name:4} {seconds:6.1f} s  {size / 1e6:6.1f} MB")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of memory at most")


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*(asked or (2_000, 8)))
