"""What waiting imports hold about a person: rows that were uploaded, and not confirmed or put away yet."""

from collections.abc import Iterator
from typing import Any

from pairloom.people.models import Person
from pairloom.programmes.models import SheetImport


def export_rows(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "programme": waiting.round.programme.name,
            "round": waiting.round.name,
            "uploaded_at": waiting.created_at.isoformat(),
            "row": "\n".join(
                f"{name}: {cell}" for name, cell in zip(waiting.header, cells, strict=False) if cell
            ),
        }
        for waiting in _waiting()
        for _number, cells, _surplus in _of(person, waiting)
    ]


def erase_rows(person: Person) -> None:
    """Take the person's rows out of every sheet that waits, and what was mended in them."""
    for waiting in _waiting():
        gone = [number for number, _cells, _surplus in _of(person, waiting)]
        if gone:
            waiting.rows = [row for row in waiting.rows if row[0] not in gone]
            waiting.corrections = {
                row: cells for row, cells in waiting.corrections.items() if int(row) not in gone
            }
            waiting.save(update_fields=["rows", "corrections"])


def _waiting() -> Iterator[SheetImport]:
    imports = SheetImport.objects.filter(confirmed_at=None).select_related("round__programme")
    return imports.iterator(chunk_size=1)


def _of(person: Person, waiting: SheetImport) -> list[Any]:
    """The rows with the person's address in one of their cells, mended ones included."""

    def names(number: int, cells: list[str]) -> bool:
        mended = waiting.corrections.get(str(number), {}).values()
        return any(person.email in cell.lower() for cell in (*cells, *mended))

    return [row for row in waiting.rows if names(row[0], row[1])]
