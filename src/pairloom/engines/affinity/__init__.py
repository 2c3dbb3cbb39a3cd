"""How well each mentor would help each mentee, and why: profiles and a rubric in, explained candidate pairs
out.
"""

from pairloom.engines.affinity.audit import AuditError, audit
from pairloom.engines.affinity.candidates import find_candidates
from pairloom.engines.affinity.codec import rubric_from_dict, rubric_to_dict
from pairloom.engines.affinity.comparisons import (
    CRITERIA,
    RULES,
    CommonHours,
    Criterion,
    DifferentValue,
    EqualValue,
    GapWithin,
    HoursInCommon,
    InCommon,
    OrderedScale,
    Overlap,
    Rule,
    SameValue,
    Shape,
    TextLikeness,
    Wish,
)
from pairloom.engines.affinity.default_rubric import DEFAULT_RUBRIC
from pairloom.engines.affinity.evidence import Evidence
from pairloom.engines.affinity.explain import Explainer, NoCandidate, Reason
from pairloom.engines.affinity.meeting_times import MeetingTime, common_times
from pairloom.engines.affinity.pricing import (
    Completed,
    PriceLevel,
    complete_candidates,
    price_missing_pairs,
)
from pairloom.engines.affinity.problem import (
    DECIMALS,
    UNITS,
    AffinityError,
    AffinityProblem,
    Candidates,
    Item,
    Profile,
    Value,
    items,
    make_problem,
)
from pairloom.engines.affinity.rubric import TIME_ZONE, RoundWeeks, Rubric, RubricError
from pairloom.engines.affinity.score import Limits, Scorer
from pairloom.engines.affinity.toml import rubric_from_toml, rubric_to_toml

__all__ = [
    "CRITERIA",
    "DECIMALS",
    "DEFAULT_RUBRIC",
    "RULES",
    "TIME_ZONE",
    "UNITS",
    "AffinityError",
    "AffinityProblem",
    "AuditError",
    "Candidates",
    "CommonHours",
    "Completed",
    "Criterion",
    "DifferentValue",
    "EqualValue",
    "Evidence",
    "Explainer",
    "GapWithin",
    "HoursInCommon",
    "InCommon",
    "Item",
    "Limits",
    "MeetingTime",
    "NoCandidate",
    "OrderedScale",
    "Overlap",
    "PriceLevel",
    "Profile",
    "Reason",
    "RoundWeeks",
    "Rubric",
    "RubricError",
    "Rule",
    "SameValue",
    "Scorer",
    "Shape",
    "TextLikeness",
    "Value",
    "Wish",
    "audit",
    "common_times",
    "complete_candidates",
    "find_candidates",
    "items",
    "make_problem",
    "price_missing_pairs",
    "rubric_from_dict",
    "rubric_from_toml",
    "rubric_to_dict",
    "rubric_to_toml",
]
