"""How many queries a page costs: a list costs the same with one row and with three."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

SameQueries = Callable[[Client, str, Callable[[], object]], None]


def queries_for(client: Client, address: str) -> list[str]:
    """The SQL that one successful visit takes, after a first one has warmed the caches."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def same_queries() -> SameQueries:
    """`same_queries(client, address, add_row)`: as many queries with three rows as with one."""

    def check(client: Client, address: str, add_row: Callable[[], object]) -> None:
        add_row()
        with_one = queries_for(client, address)
        add_row()
        add_row()
        with_three = queries_for(client, address)
        assert len(with_three) == len(with_one), "With three rows:\n" + "\n".join(with_three)

    return check
