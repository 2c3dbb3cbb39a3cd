import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.engines.affinity import (
    DEFAULT_RUBRIC,
    Overlap,
    Rubric,
    RubricError,
    TextLikeness,
    rubric_from_dict,
    rubric_from_toml,
    rubric_to_dict,
    rubric_to_toml,
)
from tests.engines.affinity.people import FULL

EXAMPLES = Path(__file__).parents[3] / "examples"
SMALL = """\
scale = "points"

[[criterion]]
name = "topics"
kind = "overlap"
mentee = "wanted"
mentor = "offered"
points = 5

[[rule]]
name = "employer"
kind = "different value"
column = "employer"
"""


@pytest.mark.parametrize(
    "rubric", [FULL, DEFAULT_RUBRIC, rubric_from_toml(SMALL)], ids=["full", "usual", "small"]
)
def test_a_rubric_comes_back_from_its_text_and_from_plain_values(rubric: Rubric) -> None:
    assert rubric_from_toml(rubric_to_toml(rubric)) == rubric
    assert rubric_from_dict(json.loads(json.dumps(rubric_to_dict(rubric)))) == rubric


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.floats(0.001, 1e6))
def test_any_name_and_weight_come_back_from_the_text(name: str, weight: float) -> None:
    rubric = Rubric(criteria=(TextLikeness(name=name, mentee=name, mentor="about", weight=weight),))
    assert rubric_from_toml(rubric_to_toml(rubric)) == rubric


def test_the_text_of_a_rubric_reads_as_it_was_written() -> None:
    assert rubric_to_toml(rubric_from_toml(SMALL)) == SMALL


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name)
def test_each_example_is_a_rubric(path: Path) -> None:
    assert rubric_from_toml(path.read_text("utf-8")).criteria


def test_the_community_example_is_the_usual_rubric() -> None:
    assert rubric_from_toml((EXAMPLES / "community.toml").read_text("utf-8")) == DEFAULT_RUBRIC


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("points = 5", "wieght = 5"),
            "line 8, criterion 1 (\"topics\"), wieght: unknown key 'wieght'; did you mean weight?",
        ),
        (
            ('"overlap"', '"overlaps"'),
            "line 5, criterion 1 (\"topics\"), kind: there is no kind 'overlaps'; did you mean overlap?",
        ),
        (("points = 5\n", ""), "line 3, criterion 1 (\"topics\"), weight: needs 'weight'"),
        (
            ("points = 5", 'points = "5"'),
            "line 8, criterion 1 (\"topics\"), points: must be a number, not '5'",
        ),
        (
            ("points = 5", "points = -5"),
            'line 3, criterion 1 ("topics"), weight: must be a number above 0, at most 1,000,000',
        ),
        (
            ("points = 5", "points = { 1 = 5 }"),
            'line 8, criterion 1 ("topics"), points: must be one number; by gap is for an ordered scale',
        ),
        (('scale = "points"', 'scale = "percent"'), 'line 1, scale: must be "share" or "points"'),
        (('scale = "points"', "candidates = 0"), "line 1, candidates: must be a whole number from 1"),
        (
            ('scale = "points"', 'priority = ["served", "served"]'),
            "line 1, priority: must name some of served, mentors, minimum, worst, total, each once",
        ),
        (('scale = "points"', "scale = points"), "line 1: this is not TOML: Invalid value"),
        (
            ('kind = "different value"\n', ""),
            "line 10, rule 1 (\"employer\"): needs 'kind', such as different value or common hours",
        ),
        (
            ('column = "employer"', 'column = "wanted"'),
            "line 10, rule 1 (\"employer\"): reads 'wanted' as a single answer, but it was a list before",
        ),
        (("[[rule]]", "[rule]"), "line 10, rule: must be written as [[rule]]"),
        (
            ("[[rule]]", "[round]\nstarts = 2027-02-30\n[[rule]]"),
            "line 11: this is not TOML: Invalid date or datetime",
        ),
        (
            ("[[rule]]", '[round]\nstarts = "soon"\nweeks = 2\n[[rule]]'),
            "line 11, round.starts: must be a date such as 2027-02-01",
        ),
        (
            ("[[rule]]", "[defaults]\nwants = -1\n[[rule]]"),
            "line 11, defaults.wants: must be a whole number from 0, not -1",
        ),
        (
            ('kind = "overlap"', 'kind = "overlap"\nlevels = "grades"'),
            "line 6, criterion 1 (\"topics\"), levels: there is no 'grades' under [scales] (none there)",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_key(change: tuple[str, str], message: str) -> None:
    with pytest.raises(RubricError) as told:
        rubric_from_toml(SMALL.replace(*change))
    assert str(told.value) == message


def test_an_empty_rubric_says_what_it_needs() -> None:
    with pytest.raises(RubricError, match=r"the rubric: needs at least one \[\[criterion\]\]"):
        rubric_from_toml("")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda some: (
            st.lists(some, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ("criterion", "rule", "kind", "name", "column", "points", "gap", "scales", "round")
                ),
                some,
                max_size=4,
            )
        ),
        max_leaves=8,
    )
)
def test_no_plain_value_breaks_the_reader(value: object) -> None:
    try:
        rubric_from_dict({"criterion": [{"kind": "overlap", "points": 1, "column": "a"}, value]})
    except RubricError as told:
        assert told.where  # noqa: PT017 (either outcome is right)


def test_two_criteria_of_one_name_are_refused() -> None:
    one = Overlap(name="topics", mentee="wanted", mentor="offered", weight=1)
    with pytest.raises(RubricError, match="there is already a criterion called 'topics'"):
        Rubric(criteria=(one, one))
