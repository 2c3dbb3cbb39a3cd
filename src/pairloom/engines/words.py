"""How the engines put numbers into sentences."""


def counted(number: int, noun: str) -> str:
    """`1 seat`, `2 seats`, `1 person`, `2,000 people`."""
    plural = {"person": "people"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"
