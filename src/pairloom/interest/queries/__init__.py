"""What a person may know: their own marks, and what is mutual with them."""

from pairloom.interest.queries.own import marks_of, mutual, mutual_of

__all__ = ["marks_of", "mutual", "mutual_of"]
