"""Languages as people write them, kept by their English name so that files and rubrics stay readable."""

from functools import cache

from django.conf.locale import LANG_INFO

from pairloom.people.spelling import folded, tidy

# Widely spoken, and not among the languages that Django is translated into: code, English name, own name.
_MORE = (
    ("zh", "Chinese", "中文"),
    ("yue", "Cantonese", "粵語"),
    ("am", "Amharic", "አማርኛ"),
    ("fil", "Filipino", "Filipino"),
    ("tl", "Tagalog", "Tagalog"),
    ("gu", "Gujarati", "ગુજરાતી"),
    ("ha", "Hausa", "Hausa"),
    ("ku", "Kurdish", "Kurdî"),
    ("lo", "Lao", "ລາວ"),
    ("mi", "Māori", "te reo Māori"),
    ("mt", "Maltese", "Malti"),
    ("or", "Odia", "ଓଡ଼ିଆ"),
    ("ps", "Pashto", "پښتو"),
    ("rw", "Kinyarwanda", "Ikinyarwanda"),
    ("si", "Sinhala", "සිංහල"),
    ("so", "Somali", "Soomaali"),
    ("xh", "Xhosa", "isiXhosa"),
    ("yo", "Yoruba", "Yorùbá"),
    ("zu", "Zulu", "isiZulu"),
)
_OTHER_SPELLINGS = {"mandarin": "Chinese", "farsi": "Persian", "castellano": "Spanish", "中国话": "Chinese"}


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    """Code, English name, own name of every language that is suggested; regional variants count as one."""
    django = (
        (code, info["name"], info["name_local"])
        for code, info in LANG_INFO.items()
        if "name" in info and "-" not in code
    )
    return tuple(sorted((*django, *_MORE), key=lambda row: row[1]))


@cache
def _by_spelling() -> dict[str, str]:
    spellings = {folded(spelling): row[1] for row in _table() for spelling in row}
    return spellings | _OTHER_SPELLINGS


def language_names() -> list[str]:
    """English names, in order, to suggest from."""
    return list(dict.fromkeys(name for _, name, _ in _table()))


def language_name(text: str) -> str:
    """The English name of a language given by code, English or own name: `Deutsch` and `de-AT` are `German`.

    What is not known stays as it was written, tidied: people may speak what no table knows.
    """
    known = _by_spelling()
    written = folded(text)
    return known.get(written) or known.get(written.split("-")[0].split("_")[0]) or tidy(text)
