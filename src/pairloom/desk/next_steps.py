"""What an organiser should do next in a round: the first line of a table that applies."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.messages.enums import MessageState
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.queries import Counts, PhaseState


@dataclass(frozen=True)
class RoundFacts:
    """How far a round is; `queries.round_facts` finds out. `letters` counts messages by their state."""

    phases: Sequence[PhaseState]
    people: Counts
    letters: Counter[str]
    questions: int
    runs: int
    pairs: int
    is_published: bool

    def phase(self, kind: PhaseKind) -> PhaseState | None:
        return next((phase for phase in self.phases if phase.kind == kind), None)

    @property
    def now(self) -> PhaseKind | None:
        return next((phase.kind for phase in self.phases if phase.is_now), None)

    @property
    def is_over(self) -> bool:
        return bool(self.phases) and all(phase.is_past for phase in self.phases)

    @property
    def is_ahead(self) -> bool:
        return bool(self.phases) and all(phase.is_future for phase in self.phases)

    @property
    def places_short(self) -> int:
        return max(0, self.people.wanted - self.people.places)

    @property
    def drafts(self) -> int:
        return self.letters[MessageState.DRAFT]

    @property
    def on_the_way(self) -> int:
        return self.letters[MessageState.READY] + self.letters[MessageState.SENDING]

    @property
    def failed(self) -> int:
        return self.letters[MessageState.FAILED]

    @property
    def sent(self) -> int:
        return self.letters[MessageState.SENT]


@dataclass(frozen=True)
class NextStep:
    """One thing to do, and the page where it is done."""

    title: str
    text: str
    page: str
    button: str


def next_step(facts: RoundFacts) -> NextStep:
    """The most useful thing to do now."""
    return next(step(facts) for applies, step in _STEPS if applies(facts))


def _mend_letters(facts: RoundFacts) -> NextStep:
    title = ngettext(
        "%(count)d letter could not be delivered", "%(count)d letters could not be delivered", facts.failed
    )
    return NextStep(
        title % {"count": facts.failed},
        _("See why, mend the address or the text, and try again."),
        "outbox",
        _("Look at the letters"),
    )


def _set_dates(facts: RoundFacts) -> NextStep:
    return NextStep(
        _("Set the dates"),
        _("When can people sign up, when are they introduced, when does the round end?"),
        "programmes:dates",
        _("Set the dates"),
    )


def _write_questions(facts: RoundFacts) -> NextStep:
    return NextStep(
        _("Choose the questions"),
        _("What do you need to know to pair people well? Start from the last round or from our proposal."),
        "programmes:questions",
        _("Choose the questions"),
    )


def _wait_for_sign_up(facts: RoundFacts) -> NextStep:
    return NextStep(
        _("Sign-up opens on %(date)s") % {"date": _first_day(facts, PhaseKind.SIGN_UP)},
        _("Tell people about it. Until then you can still change the questions."),
        "programmes:questions",
        _("Look at the questions"),
    )


def _gather_people(facts: RoundFacts) -> NextStep:
    sign_up = facts.phase(PhaseKind.SIGN_UP)
    until = _("Sign-up is open until %(date)s") % {"date": _day(sign_up.ends_on) if sign_up else ""}
    if facts.places_short:
        short = ngettext(
            "%(count)d place is missing: ask one more mentor.",
            "%(count)d places are missing: ask a few more mentors.",
            facts.places_short,
        )
        return NextStep(
            until, short % {"count": facts.places_short}, "programmes:applications", _("See who signed up")
        )
    return NextStep(
        until,
        _("There is a place for everybody so far."),
        "programmes:applications",
        _("See who signed up"),
    )


def _find_people(facts: RoundFacts) -> NextStep:
    return NextStep(
        _("Nobody has signed up"),
        _("Bring in the sign-ups that you have in a spreadsheet, or open sign-up for longer."),
        "programmes:import",
        _("Import a spreadsheet"),
    )


def _match(facts: RoundFacts) -> NextStep:
    return NextStep(
        _("Match the round"),
        _("Sign-up is closed. %(mentees)d mentees and %(mentors)d mentors wait for each other.")
        % {"mentees": facts.people.mentees, "mentors": facts.people.mentors},
        "matching:proposal",
        _("Match the round"),
    )


def _publish(facts: RoundFacts) -> NextStep:
    return NextStep(
        _("Look through the proposal and publish it"),
        _("Pin, ban or change what you know better. Publishing makes the pairs and drafts the letters."),
        "matching:proposal",
        _("See the proposal"),
    )


def _send_letters(facts: RoundFacts) -> NextStep:
    title = ngettext("Read and send %(count)d letter", "Read and send %(count)d letters", facts.drafts)
    return NextStep(
        title % {"count": facts.drafts},
        _("They are drafted. Change what you like; nothing leaves before you send it."),
        "outbox",
        _("Read the letters"),
    )


def _watch_letters(facts: RoundFacts) -> NextStep:
    title = ngettext("%(count)d letter is on its way", "%(count)d letters are on their way", facts.on_the_way)
    return NextStep(title % {"count": facts.on_the_way}, _("Nothing to do."), "outbox", _("Watch the outbox"))


def _let_them_be(facts: RoundFacts) -> NextStep:
    text = _("They arrange themselves now.")
    if check_in := _first_day(facts, PhaseKind.CHECK_IN):
        text += " " + _("The check-in starts on %(date)s.") % {"date": check_in}
    title = ngettext("%(count)d pair is at work", "%(count)d pairs are at work", facts.pairs)
    return NextStep(title % {"count": facts.pairs}, text, "pairs:round", _("See the pairs"))


def _look_back(facts: RoundFacts) -> NextStep:
    title = ngettext(
        "This round is over. It brought %(count)d pair together.",
        "This round is over. It brought %(count)d pairs together.",
        facts.pairs,
    )
    return NextStep(
        title % {"count": facts.pairs},
        _("Thank the mentors, and open the next one."),
        "pairs:round",
        _("See the pairs"),
    )


def _first_day(facts: RoundFacts, kind: PhaseKind) -> str:
    phase = facts.phase(kind)
    return _day(phase.starts_on) if phase else ""


def _day(day: date) -> str:
    return date_format(day, "j F")


_STEPS: tuple[tuple[Callable[[RoundFacts], bool], Callable[[RoundFacts], NextStep]], ...] = (
    (lambda facts: facts.failed > 0, _mend_letters),
    (lambda facts: not facts.phases, _set_dates),
    (lambda facts: facts.questions == 0 and not facts.is_published, _write_questions),
    (lambda facts: facts.is_ahead, _wait_for_sign_up),
    (lambda facts: facts.now == PhaseKind.SIGN_UP, _gather_people),
    (lambda facts: facts.drafts > 0, _send_letters),
    (lambda facts: facts.on_the_way > 0, _watch_letters),
    (lambda facts: facts.is_published and not facts.is_over, _let_them_be),
    (lambda facts: facts.is_over, _look_back),
    (lambda facts: facts.people.applications == 0, _find_people),
    (lambda facts: facts.runs > 0, _publish),
    (lambda facts: True, _match),
)
