from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from pairloom.people.languages import language_name, language_names
from pairloom.people.time_zones import canonical_time_zone, distance_from_utc, places


def test_every_suggested_language_is_known_by_its_name() -> None:
    assert all(language_name(name) == name for name in language_names())


def test_every_zone_that_python_knows_has_a_present_name() -> None:
    known = available_timezones()  # reads a thousand files each time that it is asked
    assert {canonical_time_zone(name) for name in known} <= known


def test_every_place_is_its_own_present_name() -> None:
    assert all(canonical_time_zone(place.zone) == place.zone for place in places())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("europe/kiev", "Europe/Kyiv"),
        ("America/New York", "America/New_York"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT+12", "Etc/GMT+12"),
    ],
)
def test_a_zone_is_known_by_older_and_careless_spellings(written: str, kept: str) -> None:
    assert canonical_time_zone(written) == kept


def test_the_distance_from_utc_is_that_of_the_season() -> None:
    assert distance_from_utc("Europe/Berlin", datetime(2027, 1, 1, tzinfo=UTC)) == "UTC+01:00"
    assert distance_from_utc("Europe/Berlin", datetime(2027, 7, 1, tzinfo=UTC)) == "UTC+02:00"
