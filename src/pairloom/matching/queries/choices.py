"""What an organiser could choose instead: other mentors, other aims, another run."""

from __future__ import annotations

from dataclasses import dataclass

from pairloom.matching import words
from pairloom.matching.bridge.what_if import Option, TradeOff, compared, options_for, trade_offs
from pairloom.matching.models import MatchRun
from pairloom.matching.queries.prices import PriceView, names_of, people_in, price_summary, price_view


@dataclass(frozen=True)
class OptionRow:
    """A mentor whom a mentee could have, with what that would cost."""

    option: Option
    name: str
    price: PriceView | None
    summary: str


@dataclass(frozen=True)
class TradeOffColumn:
    """One order of aims, solved."""

    trade_off: TradeOff
    key: str
    title: str
    price: PriceView
    summary: str
    is_current: bool


def option_rows(run: MatchRun, mentee: int) -> list[OptionRow]:
    """The candidate mentors of a mentee, best first. One query for names."""
    options = options_for(bytes(run.encoded or b""), mentee)
    people = {option.mentor for option in options}
    people |= {person for option in options if option.price for person in people_in(option.price)}
    names = names_of(people)
    return [_option_row(option, names) for option in options]


def trade_off_columns(run: MatchRun) -> list[TradeOffColumn]:
    """The same people matched in three orders of aims, each compared with the run."""
    solved = trade_offs(bytes(run.encoded or b""), list(words.PRIORITIES))
    names = names_of({person for each in solved for person in people_in(each.price)})
    return [_column(each, names) for each in solved]


def comparison(before: MatchRun, after: MatchRun) -> PriceView:
    """What lies between two runs of a round."""
    price = compared(bytes(before.encoded or b""), bytes(after.encoded or b""))
    return price_view(price, names_of(people_in(price)))


def _option_row(option: Option, names: words.Names) -> OptionRow:
    price = price_view(option.price, names) if option.price else None
    return OptionRow(option, names[option.mentor], price, price_summary(price) if price else "")


def _column(trade_off: TradeOff, names: words.Names) -> TradeOffColumn:
    price = price_view(trade_off.price, names)
    return TradeOffColumn(
        trade_off=trade_off,
        key=",".join(trade_off.priority),
        title=words.priority_words(trade_off.priority),
        price=price,
        summary=price_summary(price),
        is_current=price.is_nothing,
    )
