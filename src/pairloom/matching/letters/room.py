"""What all letters of a round share: the organisers, what is open elsewhere, who shares what with whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.core import clock
from pairloom.core.addresses import full_address
from pairloom.messages.markdown import Markdown, escape, link
from pairloom.pairs.bridge import Slot
from pairloom.pairs.queries import first_moment
from pairloom.people.models import Person
from pairloom.programmes.models import Application, Round
from pairloom.programmes.queries import open_rounds, organisers, sign_up_phase, submitted_applications

NOTICE = timedelta(days=1)  # nobody reads a letter in the minute in which it arrives


class LetterRoom:
    """Reads once what the letters of one round need. Fixed number of queries."""

    def __init__(self, round: Round) -> None:
        self.round = round
        self.applications: dict[int, Application] = {
            application.person_id: application for application in submitted_applications(round)
        }

    def person(self, half: Person | None) -> Person:
        """One half of a pair, with topics at hand where they signed up."""
        assert half is not None
        application = self.applications.get(half.pk)
        return application.person if application else half

    @cached_property
    def common(self) -> dict[str, str]:
        """The placeholders that every letter has."""
        team = organisers(self.round.programme)
        return {
            "programme": self.round.programme.name,
            "round": self.round.name,
            "organisers": ", ".join(f"{person} ({person.email})" for person in team),
        }

    @cached_property
    def meetings_after(self) -> datetime:
        """From when on a first meeting can be proposed."""
        return max(first_moment(self.round), clock.now() + NOTICE)

    @cached_property
    def open_elsewhere(self) -> list[str]:
        """Later rounds of this programme, and rounds of others that take sign-ups now."""
        found: list[str] = [_sign_up(round, until) for round, until in self._open_now()]
        later = self.round.programme.rounds.exclude(pk=self.round.pk).prefetch_related("phases")
        for other in later:
            sign_up = sign_up_phase(other)
            if sign_up is not None and sign_up.is_future:
                found.append(
                    _("Sign-up for %(round)s of %(programme)s opens on %(day)s.")
                    % {
                        "round": other.name,
                        "programme": self.round.programme.name,
                        "day": date_format(sign_up.starts_on, "j F Y"),
                    }
                )
        return found or [_("The next round: your sign-up is kept, so that it takes a minute.")]

    def _open_now(self) -> list[tuple[Round, datetime]]:
        return [(each.round, each.until) for each in open_rounds() if each.round.pk != self.round.pk]


def sentence(text: str, **values: str) -> Markdown:
    """A sentence with values in it: plain ones are shown as they are, links stay links."""
    shown = {name: value if isinstance(value, Markdown) else escape(value) for name, value in values.items()}
    return Markdown(text % shown)


def slot_words(slot: Slot, person: Person) -> str:
    """A time as one person reads it: `Tuesday 2 March, 18:00 to 19:00 (Berlin)`."""
    starts, ends = (timezone.localtime(moment, person.zone) for moment in (slot.starts, slot.ends))
    return _("%(day)s, %(starts)s to %(ends)s (%(place)s)") % {
        "day": date_format(starts, "l j F"),
        "starts": date_format(starts, "H:i"),
        "ends": date_format(ends, "H:i"),
        "place": person.zone.key.rpartition("/")[2].replace("_", " "),
    }


def people_and_places(people: int, places: int) -> str:
    """How many compete for how many places."""
    return ngettext(
        "%(people)s people asked for help that %(places)s place is there for.",
        "%(people)s people asked for help that %(places)s places are there for.",
        places,
    ) % {"people": people, "places": places}


def _sign_up(round: Round, until: datetime) -> Markdown:
    return sentence(
        _("%(programme)s takes sign-ups for %(round)s until %(day)s: %(page)s"),
        programme=round.programme.name,
        round=round.name,
        day=date_format(timezone.localtime(until, round.zone), "j F Y"),
        page=link(full_address("programmes:apply", round.programme.slug, round.slug)),
    )
