import numpy as np

from pairloom.engines.affinity.likeness import share_of_likeness, vectors

NEEDS = (
    "I want to stop being afraid of talking in front of people",
    "My queries get slower every month and I do not know why",
    "How do I find a job in another country as an engineer?",
    "I would like to make my first contribution to an open source project",
    "Our website is unusable for blind visitors",
)
SKILLS = (
    "Public speaking coach, conference talks",
    "Database performance and SQL tuning",
    "Careers abroad, interviews, relocation",
    "Maintainer who welcomes newcomers' first pull requests",
    "Web accessibility, screen readers, WCAG",
)


def test_needs_in_other_words_find_most_of_the_right_skills() -> None:
    share = share_of_likeness(vectors(NEEDS) @ vectors(SKILLS).T)
    right = (share.argmax(axis=1) == np.arange(len(NEEDS))).sum()
    assert right >= 4


def test_a_text_is_most_like_itself_and_one_without_words_is_like_nothing() -> None:
    both = vectors([NEEDS[0], "", "?!"])
    share = share_of_likeness(both @ both.T)
    assert share[0, 0] == 1
    assert not share[1:].any()


def test_likeness_does_not_depend_on_the_company_a_text_is_in() -> None:
    alone = np.concatenate([vectors([text]) for text in NEEDS])
    assert np.array_equal(alone, vectors(NEEDS))
    products = alone @ vectors(SKILLS).T
    one_by_one = [[float(np.dot(row, column)) for column in vectors(SKILLS)] for row in alone]
    assert np.array_equal(products, np.array(one_by_one, np.float32))
