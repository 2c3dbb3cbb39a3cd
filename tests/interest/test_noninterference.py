"""Two worlds that differ only in what some people mark are the same world for everybody else.

What is random is compared by its length (see `tests.support.worlds.RANDOM`), and this is sound: a sealed list
is the output of an authenticated cipher under a key that the observer has not, of a text padded to one
length, under a fresh random nonce. Without the key it cannot be told from as many random bytes. Message-IDs,
sessions and numbers of jobs are drawn without looking at any list. That sealed bytes show nothing, also where
a nonce comes again, is tested by itself below.
"""

import logging
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any

import hypothesis
import pytest
import time_machine
from django.test import Client
from hypothesis import strategies as st

from pairloom.interest import services, shelf
from pairloom.interest.enums import Kind
from pairloom.interest.private_list import PrivateList
from pairloom.interest.sealing import NONCE_BYTES, SEALED_BYTES
from pairloom.people.models import Person
from tests.support import worlds
from tests.support.interest import COMMUNITY, a_member
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_round_open_for_sign_up,
    an_administrator,
    organiser_of,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)
WATCHERS, SECRETIVE = ("Ana", "Ben"), ("Cem", "Dia")
NAMES = (*WATCHERS, *SECRETIVE)


@dataclass(frozen=True)
class Act:
    """One thing that somebody does with their list. "look" is a visit of the page and no more."""

    what: str
    about: str
    kind: str = "learn"


@dataclass(frozen=True)
class Step:
    """Somebody visits the page, and does one thing in one world and another in the other."""

    who: str
    one: Act
    other: Act


@dataclass
class Cast:
    """The people, each in a browser of their own."""

    people: dict[str, Person]
    clients: dict[str, Client]
    cookies: dict[str, str]
    round: Any


@dataclass
class Seen:
    """All that anybody but the secretive could learn in a world, until the news and after."""

    answers: list[object] = field(default_factory=list)
    traces: list[list[object]] = field(default_factory=list)  # what logs and figures show of each step
    pages: dict[str, object] = field(default_factory=dict)
    rows: list[worlds.Dump] = field(default_factory=list)
    written: list[set[worlds.Cell]] = field(default_factory=list)
    sessions: list[object] = field(default_factory=list)
    mails: list[tuple[str, ...]] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)


Do = Callable[[Cast, str, Act], tuple[object, list[object]]]  # answers, and their traces


@pytest.fixture
def cast(db: None) -> Cast:
    round = a_round_open_for_sign_up()
    people = {name: a_member(name, offers=("Go",), wishes=("Rust", "Go")) for name in NAMES}
    a_mentee(round, "Ana")
    a_mentor(round, "Cem")
    people |= {"organiser": organiser_of(round), "administrator": an_administrator()}
    clients = {name: Client() for name in people}
    with time_machine.travel(NOW, tick=False):
        for name, client in clients.items():
            client.force_login(people[name])
            client.get("/interest/")
    cookies = {name: client.cookies.output(attrs=[], header="") for name, client in clients.items()}
    return Cast(people, clients, cookies, round)


def act_of(about: tuple[str, ...]) -> st.SearchStrategy[Act]:
    return st.builds(
        Act,
        what=st.sampled_from(
            ["mark", "mark", "mark", "withdraw", "block", "unblock", "not-now", "suggest", "look"]
        ),
        about=st.sampled_from(about),
        kind=st.sampled_from(["learn", "help"]),
    )


def steps_of(who: str, *, is_secretive: bool) -> st.SearchStrategy[Step]:
    others = act_of(tuple(name for name in NAMES if name != who))
    if is_secretive:
        return st.builds(Step, st.just(who), others, others)
    return others.map(lambda act: Step(who, act, act))


stories = st.lists(
    st.one_of([steps_of(name, is_secretive=name in SECRETIVE) for name in NAMES]), min_size=3, max_size=9
)


def mutual_of(acts: list[tuple[str, Act]]) -> set[tuple[str, str]]:
    """(learner, helper) by the plainest reading of what people did."""
    marks: set[tuple[str, str, str]] = set()
    blocked: set[tuple[str, str]] = set()
    for who, act in acts:
        if act.what == "mark" and (who, act.about) not in blocked:
            marks.add((who, act.about, act.kind))
        elif act.what == "withdraw":
            marks.discard((who, act.about, act.kind))
        elif act.what == "block":
            blocked.add((who, act.about))
            marks = {mark for mark in marks if mark[:2] != (who, act.about)}
        elif act.what == "unblock":
            blocked.discard((who, act.about))
    return {(a, b) for a, b, kind in marks if kind == "learn" and (b, a, "help") in marks}


def in_a_browser(cast: Cast, who: str, act: Act) -> tuple[object, list[object]]:
    """Somebody visits two pages and presses a button."""
    client = cast.clients[who]
    visited = ("/interest/", "/interest/mine/")
    got = [worlds.answer(client, lambda browser, page=page: browser.get(page)) for page in visited]
    if act.what != "look":
        about = cast.people[act.about].pk
        sent = {"act": act.what, "about": about, "kind": act.kind, "next": "/interest/mine/"}
        got.append(worlds.answer(client, lambda browser: browser.post("/interest/list/", sent)))
    return got, [worlds.trace(each) for each in got]


def by_the_services(cast: Cast, who: str, act: Act) -> tuple[object, list[object]]:
    """The same without pages: what it answers, and its statements."""
    by, about = cast.people[who], cast.people[act.about]
    marked = {"kind": Kind(act.kind), "scope": COMMUNITY}
    acts: dict[str, Callable[[], object]] = {
        "mark": lambda: services.mark(by=by, about=about, **marked),
        "withdraw": lambda: services.withdraw(by=by, about=about.pk, **marked),
        "block": lambda: services.block(by=by, about=about),
        "unblock": lambda: services.unblock(by=by, about=about.pk),
        "not-now": lambda: services.put_off(by=by, about=about),
        "suggest": lambda: services.put_off_no_more(by=by, about=about.pk),
    }
    services.look_through(by=by)
    if act.what == "look":
        return None, []
    given, queries = worlds.outcome(acts[act.what])
    return (given, queries), [worlds.without_values(queries)]


def look_around(cast: Cast, seen: Seen, when: str, do: Do) -> None:
    """See what there is to see, as everybody whose own acts are the same in both worlds."""
    seen.rows.append(worlds.without_randomness(worlds.dump()))
    if do is by_the_services:
        return
    organise = f"/programmes/{cast.round.programme.slug}/{cast.round.slug}/organise/"
    pages = {
        "Ana": [
            "/interest/",
            "/interest/?topic=go&shares_hours=on",
            "/interest/mine/",
            "/interest/mutual/",
            "/me/",
        ],
        "Ben": ["/interest/", "/interest/mutual/", "/me/", "/me/data/"],
        "organiser": ["/me/", organise, f"{organise}applications/", f"{organise}matching/", "/interest/"],
        "administrator": ["/me/", "/jobs/", "/outbox/interest/0/", "/readyz"],
    }
    for who, addresses in pages.items():
        for address in addresses:
            seen.pages[f"{when} {who} {address}"] = worlds.answer(
                cast.clients[who], lambda browser, address=address: browser.get(address)
            )
    for who in WATCHERS:
        seen.pages[f"{when} {who} takes their data"] = worlds.answer(
            cast.clients[who], lambda browser: browser.post("/me/data/download/")
        )


def tell(cast: Cast, steps: list[Step], *, one: bool, do: Do, news: bool, caplog: Any) -> Seen:
    """Let a world happen, and note everything that can be seen in it."""
    seen = Seen()
    caplog.clear()
    for who, client in cast.clients.items():
        client.cookies = SimpleCookie(cast.cookies[who])
    with worlds.a_world(), time_machine.travel(NOW, tick=False) as now, caplog.at_level(logging.INFO):
        for step in steps:
            before = worlds.dump()
            got, traces = do(cast, step.who, step.one if one else step.other)
            seen.written.append(worlds.changed(before, worlds.dump()))
            seen.traces.append(traces)
            if step.who in WATCHERS:
                seen.answers.append(got)
        look_around(cast, seen, "before", do)
        if news:
            now.move_to(NOW.replace(hour=9))
            before = worlds.dump()
            services.bring_news()
            seen.written.append(worlds.changed(before, worlds.dump()))
            look_around(cast, seen, "after", do)
        seen.sessions = worlds.sessions()
        seen.mails = worlds.mails()
        seen.logs = [f"{record.name} {record.levelname} {record.getMessage()}" for record in caplog.records]
    return seen


def compare(cast: Cast, steps: list[Step], do: Do, caplog: Any) -> None:
    """Until the news, whatever the secretive did; after them too, unless the news themselves differ."""
    mutual = mutual_of([(step.who, step.one) for step in steps])
    news = mutual == mutual_of([(step.who, step.other) for step in steps])
    one = tell(cast, steps, one=True, do=do, news=news, caplog=caplog)
    other = tell(cast, steps, one=False, do=do, news=news, caplog=caplog)
    assert one.answers == other.answers
    for first, second in zip(one.traces, other.traces, strict=True):
        both_acted = min(len(first), len(second))  # that somebody did something may be seen, what it was not
        assert first[:both_acted] == second[:both_acted]
    assert one.pages == other.pages
    assert [worlds.unlike(*rows) for rows in zip(one.rows, other.rows, strict=True)] == [{}] * len(one.rows)
    assert one.written == other.written
    assert (one.sessions, one.mails) == (other.sessions, other.mails)
    assert one.logs == other.logs
    if news:
        assert len(one.mails) == len({person for pair in mutual for person in pair})


@pytest.fixture(autouse=True)
def same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are drafted in an order drawn by lot; let the lot fall in both worlds alike."""
    monkeypatch.setattr(random, "SystemRandom", lambda: random.Random(7))


in_many_worlds = hypothesis.settings(
    max_examples=15, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
in_a_few = hypothesis.settings(in_many_worlds, max_examples=2)


ANSWERED_IN_ONE_WORLD = [  # until the news Ana must not notice that Cem has answered her
    Step("Cem", Act("mark", "Ana", "help"), Act("look", "Ana")),
    Step("Ana", Act("mark", "Cem"), Act("mark", "Cem")),
    Step("Ana", Act("withdraw", "Cem"), Act("withdraw", "Cem")),
    Step("Ana", Act("mark", "Cem"), Act("mark", "Cem")),
]
NEWS_OF_OTHERS = [  # Ana and Ben get news; Dia's mark, block and hesitation change nothing about them
    Step("Ana", Act("mark", "Ben"), Act("mark", "Ben")),
    Step("Dia", Act("mark", "Ana"), Act("block", "Ana")),
    Step("Ben", Act("mark", "Ana", "help"), Act("mark", "Ana", "help")),
    Step("Dia", Act("mark", "Ben"), Act("not-now", "Ben")),
]

ON_THE_LIST_ALREADY = [  # Dia marks somebody anew, or again, or in vain: figures and logs show the same
    Step("Dia", Act("mark", "Ana"), Act("look", "Ana")),
    Step("Dia", Act("mark", "Ana"), Act("block", "Ana")),
    Step("Dia", Act("mark", "Ana"), Act("mark", "Ana")),
]

PUT_OFF_IN_ONE_WORLD = [  # Dia sees on her own list that she put Ana off, and takes it back
    Step("Dia", Act("not-now", "Ana"), Act("look", "Ana")),
    Step("Dia", Act("suggest", "Ana"), Act("not-now", "Ben")),
    Step("Ana", Act("mark", "Dia"), Act("mark", "Dia")),
]


@in_many_worlds
@hypothesis.given(steps=stories)
@hypothesis.example(steps=ANSWERED_IN_ONE_WORLD)
@hypothesis.example(steps=NEWS_OF_OTHERS)
@hypothesis.example(steps=ON_THE_LIST_ALREADY)
@hypothesis.example(steps=PUT_OFF_IN_ONE_WORLD)
def test_no_row_statement_or_mail_tells_what_others_marked(
    cast: Cast, steps: list[Step], caplog: Any
) -> None:
    compare(cast, steps, by_the_services, caplog)


@in_a_few
@hypothesis.given(steps=stories)
@hypothesis.example(steps=ANSWERED_IN_ONE_WORLD)
@hypothesis.example(steps=NEWS_OF_OTHERS)
@hypothesis.example(steps=ON_THE_LIST_ALREADY)
@hypothesis.example(steps=PUT_OFF_IN_ONE_WORLD)
def test_no_page_or_file_tells_what_others_marked(cast: Cast, steps: list[Step], caplog: Any) -> None:
    compare(cast, steps, in_a_browser, caplog)


def test_with_the_same_chances_two_worlds_differ_in_sealed_bytes_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All randomness is drawn alike, byte for byte: only what is sealed differs, and shows no likeness."""
    raw = []
    for about in ("Ana", "Ben"):
        chances = random.Random(11)
        monkeypatch.setattr(os, "urandom", chances.randbytes)
        with worlds.a_world(), time_machine.travel(NOW, tick=False):
            by_the_services(cast, "Cem", Act("mark", about))
            raw.append(worlds.dump())
    one, other = raw
    cem = ("interest_sealedlist", str(cast.people["Cem"].pk), "sealed")
    assert worlds.changed(one, other) == {cem}
    first, second = one[cem], other[cem]
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    assert first[:NONCE_BYTES] == second[:NONCE_BYTES], "the chances were the same"
    alike = sum(a == b for a, b in zip(first[NONCE_BYTES:], second[NONCE_BYTES:], strict=True))
    assert alike < 4 * SEALED_BYTES / 256, "no more bytes agree than by chance"


def test_the_watch_notices_a_list_that_is_not_sealed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """The test itself can fail: with a row that is written only for a mark, it does."""
    real = shelf.change

    def only_if_changed(person: int, how: Callable[[PrivateList], PrivateList]) -> PrivateList:
        before = shelf.read(person)
        return real(person, how) if how(before) != before else before

    monkeypatch.setattr(shelf, "change", only_if_changed)
    steps = [Step("Cem", Act("mark", "Ana"), Act("look", "Ana"))]
    with pytest.raises(AssertionError):
        compare(cast, steps, by_the_services, caplog)


def test_a_mark_is_as_much_work_whether_or_not_it_is_answered(cast: Cast) -> None:
    """Time itself is too noisy to compare; the number of calls made on the way is not."""
    work = []
    for answered in (False, True, False, True):
        with worlds.a_world(), time_machine.travel(NOW, tick=False):
            by_the_services(cast, "Cem", Act("mark", "Ana" if answered else "Dia", "help"))
            work.append(worlds.calls(lambda: by_the_services(cast, "Ana", Act("mark", "Cem"))))
    assert len(set(work[1:])) == 1, work
