"""The civil servants' sign-ups run through the shipped rubric, unchanged, and reach the known results."""


import pytest

from tests.support.project import ROOT

pytestmark = pytest.mark.shared_data
RUBRIC = ROOT / "examples" / "civil-service.toml"
