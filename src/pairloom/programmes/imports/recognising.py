"""Which column of a sheet holds what: by what organisers said before, by its header, or by its cells."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from pairloom.programmes.bridge import CellError, header_key, is_blank, read_timestamps
from pairloom.programmes.imports.columns import EMAIL, IGNORED, SIDES, SIGNED_UP, Column
from pairloom.programmes.imports.sheets import Sheet

_PROBED = 50
_CONVINCING = 0.8
_SHORTEST_CLUE = 4
_BY_CELLS = (EMAIL, SIGNED_UP, SIDES, "time_zone", "availability")


def recognised(sheet: Sheet, columns: Mapping[str, Column], remembered: Mapping[str, str]) -> dict[int, str]:
    """The key of what each recognised column holds, by its place; no key twice, the surest first.

    `remembered` gives keys by `header_key`, IGNORED among them; one that is no column any more means nothing.
    """
    found: dict[int, str] = {}
    for clue in (
        lambda place: remembered.get(header_key(sheet.header[place])),
        _by_name(sheet.header, columns),
        _by_words(sheet.header, columns),
        _by_cells(sheet, columns),
    ):
        for place, key in _clues(sheet, found, clue):
            if key == IGNORED or (key in columns and key not in found.values()):
                found[place] = key
    return found


def _clues(
    sheet: Sheet, found: Mapping[int, str], clue: Callable[[int], str | None]
) -> Iterator[tuple[int, str]]:
    for place in range(len(sheet.header)):
        if place not in found and (key := clue(place)) is not None:
            yield place, key


def _names(column: Column) -> list[str]:
    return [header_key(name) for name in (str(column.heading), *column.names)]


def _by_name(header: Sequence[str], columns: Mapping[str, Column]) -> Callable[[int], str | None]:
    """The header is one of a column's names. Questions of the round go before parts of the profile."""
    order = sorted(columns.values(), key=lambda column: column.question is None, reverse=True)
    known = {name: column.key for column in order for name in _names(column)}
    return lambda place: known.get(header_key(header[place]))


def _by_words(header: Sequence[str], columns: Mapping[str, Column]) -> Callable[[int], str | None]:
    """The header begins or ends with one of a column's names; the longest name wins."""
    known = [(name, column.key) for column in columns.values() for name in _names(column)]
    known = [(name, key) for name, key in known if len(name) >= _SHORTEST_CLUE]

    def clue(place: int) -> str | None:
        words = f" {header_key(header[place])} "
        within = [
            (len(name), key)
            for name, key in known
            if words.startswith(f" {name} ") or words.endswith(f" {name} ")
        ]
        return max(within)[1] if within else None

    return clue


def _by_cells(sheet: Sheet, columns: Mapping[str, Column]) -> Callable[[int], str | None]:
    """Nearly all of the first cells can be read as one of the kinds that nothing else looks like."""

    def clue(place: int) -> str | None:
        cells = [cell for cell in sheet.column(place)[:_PROBED] if not is_blank(cell)]
        if not cells:
            return None
        return next((key for key in _BY_CELLS if _share_read(key, columns[key], cells) >= _CONVINCING), None)

    return clue


def _share_read(key: str, column: Column, cells: Collection[str]) -> float:
    if key == SIGNED_UP:
        return sum(moment is not None for moment in read_timestamps(list(cells))) / len(cells)
    return sum(_can_read(column, cell) for cell in cells) / len(cells)


def _can_read(column: Column, cell: str) -> bool:
    try:
        return column.read(cell) is not None
    except CellError:
        return False
