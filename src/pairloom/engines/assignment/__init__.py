"""Who is paired with whom: the provably best plan under capacities, pins and bans, with proof and reasons."""

from pairloom.engines.assignment.problem import AssignmentProblem, ProblemError, make_problem

__all__ = ["AssignmentProblem", "ProblemError", "make_problem"]
