"""Everything that somebody could look at, as values that can be compared between two worlds."""

import gc
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pairloom.core.errors import PairloomError
from pairloom.messages.letters import mail
from pairloom.messages.models import Delivery

Cell = tuple[str, str, str]  # table, row, column
Dump = dict[Cell, object]

# Random by its making and of one length; read as such, so that only its presence and length are compared.
RANDOM = {
    ("interest_sealedlist", "sealed"),
    ("outbox_delivery", "mail_id"),
    ("django_session", "session_data"),
}
RANDOM_KEYS = {"django_tasks_database_dbtaskresult", "django_session"}
_TOKENS = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|x-csrftoken&quot;: &quot;\w+&quot;|"x-csrftoken": "\w+"'
)


@contextmanager
def a_world() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards; numbers of rows begin where they began."""
    numbers = _sequences()
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _set_sequences(numbers)


def dump() -> Dump:
    """Every cell of every table. A row is named by its key, or by its place where the key is random."""
    cells: Dump = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            columns = [column[0] for column in cursor.description]
            rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
            if table in RANDOM_KEYS:
                rows.sort(
                    key=lambda row: [
                        str(_shown((table, "", c), v)) for c, v in zip(columns, row, strict=True)
                    ]
                )
            for place, row in enumerate(rows):
                key = str(place) if table in RANDOM_KEYS else str(row[0])
                cells |= {(table, key, column): value for column, value in zip(columns, row, strict=True)}
    return cells


def without_randomness(cells: Dump) -> Dump:
    """The same with the length of what is random in its place."""
    return {cell: _shown(cell, value) for cell, value in cells.items()}


def changed(before: Dump, after: Dump) -> set[Cell]:
    """The cells that came, went or were written."""
    return {cell for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell)}


def unlike(one: Dump, other: Dump) -> dict[Cell, tuple[object, object]]:
    """The cells in which two dumps differ, with both values."""
    return {cell: (one.get(cell), other.get(cell)) for cell in changed(one, other)}


def sessions() -> list[dict[str, Any]]:
    """What the server remembers of those who are signed in."""
    return sorted((session.get_decoded() for session in Session.objects.all()), key=str)


def mails() -> list[tuple[str, ...]]:
    """Every mail as it would leave, in order."""
    made = [mail(delivery) for delivery in Delivery.objects.select_related("message").order_by("pk")]
    return [(str(each.subject), str(each.body), *each.to) for each in made]


def answer(client: Client, ask: Callable[[Client], Any]) -> dict[str, object]:
    """All that comes back of one request, and what it cost."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        given = ask(client)
        content = b"".join(given.streaming_content) if given.streaming else given.content
    return {
        "status": given.status_code,
        "headers": {name: value for name, value in given.headers.items() if name != "Set-Cookie"},
        "cookies": sorted((name, len(each.value)) for name, each in given.cookies.items()),
        "size": len(content),
        "content": _read(content),
        "queries": [_shape(query["sql"]) for query in captured.captured_queries],
    }


def outcome(act: Callable[[], object]) -> tuple[object, list[str]]:
    """What a call gave or refused, and the statements that it took."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        try:
            given = act()
        except PairloomError as error:
            given = error.message
    return given, [_shape(query["sql"]) for query in captured.captured_queries]


def trace(given: dict[str, object]) -> dict[str, object]:
    """What logs and figures of an answer show: status, size, and the statements without their values."""
    queries = given["queries"]
    assert isinstance(queries, list)
    return {name: given[name] for name in ("status", "size")} | {"queries": without_values(queries)}


def without_values(queries: list[str]) -> list[str]:
    """The same with a mark for each value; psycopg writes a blank before negative numbers."""
    return [re.sub(r"'(?:[^']|'')*'|\s*-?\b\d+(?:\.\d+)?\b", "?", sql) for sql in queries]


def calls(act: Callable[[], object]) -> int:
    """How many functions are called while something is done."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # it runs when it likes
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def _read(content: bytes) -> object:
    if not content.startswith(b"PK"):
        return _TOKENS.sub("token", content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return json.loads(archive.read("everything.json"))


def _shape(sql: str) -> str:
    """A statement without the bytes that it writes and the names of savepoints and cursors."""
    return re.sub(r"(?i)'[0-9a-f\\x]{1000,}'(::bytea)?|X'[0-9A-F]*'|\bs\d+_x\d+|_django_curs_\w+", "?", sql)


def _shown(cell: Cell, value: object) -> object:
    table, _, column = cell
    is_key = table in RANDOM_KEYS and column in ("id", "session_key")
    if not is_key and (table, column) not in RANDOM:
        return value
    return len(value) if isinstance(value, bytes | str) else len(str(value))


def _sequences() -> list[tuple[str, int | None]]:
    if connection.vendor != "postgresql":
        return []  # SQLite takes its numbers back by itself
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences")
        return list(cursor.fetchall())


def _set_sequences(numbers: list[tuple[str, int | None]]) -> None:
    with connection.cursor() as cursor:
        for name, last in numbers:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])
