"""How long printing takes, and how much memory: `python -m tests.bench.printing [people turns]`."""

import resource
import sys
import time
from collections.abc import Callable

from pairloom.printing import (
    Card,
    CardRow,
    Cards,
    Document,
    EventHead,
    MentorSheet,
    MentorSheets,
    SeatedMentee,
    SheetTurn,
    TurnTimes,
    WallList,
    WallName,
    html,
    parts,
    pdf,
    pdf_apart,
)

TABLE = 10  # mentees at a mentor's table


def documents(people: int, turns: int) -> list[Document]:
    """A card for everybody, with a QR code; a sheet for every mentor; the list at the door."""
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
    asks = "How do I find my first issue, and how do I keep going when nobody answers?"
    sheets = tuple(
        MentorSheet(
            f"Mentor Number {number}",
            str(number),
            tuple(
                SheetTurn(turn, tuple(SeatedMentee(f"Person {number} {seat}", asks) for seat in range(TABLE)))
                for turn in range(1, turns + 1)
            ),
        )
        for number in range(1, people // TABLE + 1)
    )
    names = tuple(WallName(f"Person Number {number}", (str(number % 200),) * turns) for number in numbers)
    return [Cards(head, cards), MentorSheets(head, sheets), WallList(head, names)]


def in_parts(document: Document) -> bytes:
    """As a large event is printed."""
    return b"".join(pdf_apart(part.document) for part in parts(document))


WAYS: dict[str, Callable[[Document], bytes | str]] = {"parts": in_parts, "PDF": pdf, "HTML": html}


def main(people: int, turns: int) -> None:
    """Parts first, as memory that this process took once is counted to the end."""
    papers = documents(people, turns)
    for way, make in WAYS.items():
        for document in papers:
            started = time.perf_counter()
            size = len(make(document))
            seconds = time.perf_counter() - started
            here, others = (
                resource.getrusage(who).ru_maxrss / 1024
                for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            print(
                f"{type(document).__name__:12} {way:5} {seconds:6.1f} s  {size / 1e6:6.1f} MB; "
                f"most memory so far: {here:.0f} MB here, {others:.0f} MB in another process",
                flush=True,
            )


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*(asked or (2_000, 8)))
