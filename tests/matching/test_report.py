import json

from pairloom.matching.report import (
    Bottleneck,
    Fewer,
    Level,
    LevelChange,
    Move,
    Price,
    Report,
    RuledOut,
    Unmatched,
    Unused,
)


def test_a_report_comes_back_from_its_stored_text_as_it_went() -> None:
    report = Report(
        mentees=3,
        mentors=2,
        seats=2,
        served=1,
        pairs=1,
        worst=0.5,
        total=0.5,
        levels=(Level("served", 1, 1, True), Level("worst", 0.5, 0.5, True)),
        unmatched=(Unmatched(4, "full", (7, 8), 2, 0, (RuledOut("in your own organisation", 3),)),),
        fewer=(Fewer(5, 2, 1),),
        unused=(Unused(8, "not_needed", 3),),
        bottlenecks=(Bottleneck((4, 5), (4,), (7,), 1),),
    )
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_a_report_is_proven_only_when_every_level_is() -> None:
    proven, not_proven = Level("served", 2, 2, True), Level("total", 1.0, 1.5, False)
    assert Report(levels=(proven,)).proven
    assert not Report(levels=(proven, not_proven)).proven
    assert not Report().proven


def test_a_price_tells_gainers_from_losers() -> None:
    better, worse, same = Move(1, (), (9,), 0.7), Move(2, (9,), (), -0.6), Move(3, (8,), (7,), 0.0)
    price = Price((LevelChange("total", 1.0, 1.1),), (better, worse, same))
    assert (price.gainers, price.losers) == ((better,), (worse,))
    assert Price.from_json(json.loads(json.dumps(price.to_json()))) == price
