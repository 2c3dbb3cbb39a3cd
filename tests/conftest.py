"""The test rig. The database is the one that PAIRLOOM_DATABASE_URL names, else SQLite; see tests/support."""

import pytest
from django.core.cache import cache
from hypothesis import settings

pytest_plugins = [
    "tests.support.browser",
    "tests.support.letters",
    "tests.support.mail_server",
    "tests.support.mailbox",
    "tests.support.queries",
]

# A busy machine is no fault, and a fault must come back on the next run.
settings.register_profile("pairloom", deadline=None, derandomize=True)
settings.load_profile("pairloom")


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Start each test with no attempts counted against anybody."""
    cache.clear()
