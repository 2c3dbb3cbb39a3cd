"""What a person may know: their own list, what is mutual with them, and who chose to be found by them."""

from pairloom.interest.queries.directory import (
    Found,
    Wanted,
    find,
    listings_for,
    of_one_length,
    programmes_of,
    shown,
)
from pairloom.interest.queries.found_each_other import FoundEachOther, found_each_other, has_news
from pairloom.interest.queries.own import marks_of, mutual, mutual_of
from pairloom.interest.queries.rounds import CommonRound, common_rounds, wished_in
from pairloom.interest.queries.suggestions import Suggestion, suggestions_for

__all__ = [
    "CommonRound",
    "Found",
    "FoundEachOther",
    "Suggestion",
    "Wanted",
    "common_rounds",
    "find",
    "found_each_other",
    "has_news",
    "listings_for",
    "marks_of",
    "mutual",
    "mutual_of",
    "of_one_length",
    "programmes_of",
    "shown",
    "suggestions_for",
    "wished_in",
]
