"""What the people app keeps about a person: how it is handed over and how it is forgotten."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from pairloom.core import personal_data
from pairloom.core.models import AuditEntry
from pairloom.people.addresses import addresses_of
from pairloom.people.enums import Level, ProfilePart
from pairloom.people.models import Consent, Person, PersonTopic
from pairloom.people.queries import profile_of
from pairloom.people.services import drop_unnamed_topics
from pairloom.people.week_words import times_by_day

Rows = list[dict[str, Any]]


def register() -> None:
    """Announce every kind of data that this app keeps."""
    personal_data.register("profile", export=_profile, erase=_nothing)
    personal_data.register("topics", export=_topics, erase=_forget_topics)
    personal_data.register("consents", export=_consents, erase=_nothing)
    personal_data.register("e-mail addresses", export=_addresses, erase=_forget_addresses)
    personal_data.register("passkeys", export=_passkeys, erase=_forget_passkeys)
    personal_data.register("other accounts", export=_accounts, erase=_forget_accounts)
    personal_data.register("sign-ins", export=_sign_ins, erase=_forget_sign_ins)
    personal_data.register("actions", export=_actions, erase=_nothing)


def _nothing(person: Person) -> None:
    """The rows name nobody once the person's own row is anonymous, which it becomes last."""


def _profile(person: Person) -> Rows:
    parts = profile_of(person)
    free = "; ".join(f"{days} {times}" for days, times in times_by_day(parts[ProfilePart.AVAILABILITY]))
    own = {part: value for part, value in parts.items() if not part.startswith("topics_")}
    lists = {part: "; ".join(own[part]) for part in ("languages", "ways_to_meet", "links")}
    dates = {"since": person.created_at.isoformat(), "changed": person.changed_at.isoformat()}
    return [{"email": person.email} | own | lists | {"availability": free} | dates]


def _topics(person: Person) -> Rows:
    rows = PersonTopic.objects.filter(person=person).select_related("topic")
    return [{"topic": row.topic.name, "side": row.side, "level": str(Level(row.level).label)} for row in rows]


def _forget_topics(person: Person) -> None:
    topics = list(PersonTopic.objects.filter(person=person).values_list("topic_id", flat=True))
    PersonTopic.objects.filter(person=person).delete()
    drop_unnamed_topics(topics)


def _consents(person: Person) -> Rows:
    rows = Consent.objects.filter(person=person)
    return [
        {"agreed_to": row.kind, "document": row.document, "version": row.version, "at": row.at.isoformat()}
        for row in rows
    ]


def _addresses(person: Person) -> Rows:
    rows = EmailAddress.objects.filter(user=person).order_by("email")
    return [{"address": row.email, "confirmed": row.verified, "main": row.primary} for row in rows]


def _forget_addresses(person: Person) -> None:
    EmailAddress.objects.filter(user=person).delete()


def _passkeys(person: Person) -> Rows:
    rows = Authenticator.objects.filter(user=person).order_by("created_at")
    return [
        {
            "name": str(row),
            "added": row.created_at.isoformat(),
            "last_used": row.last_used_at.isoformat() if row.last_used_at else "",
        }
        for row in rows
    ]


def _forget_passkeys(person: Person) -> None:
    Authenticator.objects.filter(user=person).delete()


def _accounts(person: Person) -> Rows:
    rows = SocialAccount.objects.filter(user=person).order_by("date_joined")
    return [{"provider": row.provider, "id": row.uid, "since": row.date_joined.isoformat()} for row in rows]


def _forget_accounts(person: Person) -> None:
    SocialAccount.objects.filter(user=person).delete()


def _sessions_of(person: Person) -> Iterator[Session]:
    """Where the person is signed in, or has begun to; every session has to be opened to see whose it is."""
    addresses = addresses_of(person)
    for session in Session.objects.iterator():
        data = session.get_decoded()
        text = str(data).lower()
        if data.get(SESSION_KEY) == str(person.pk) or any(address in text for address in addresses):
            yield session


def _sign_ins(person: Person) -> Rows:
    return [{"signed_in_until": session.expire_date.isoformat()} for session in _sessions_of(person)]


def _forget_sign_ins(person: Person) -> None:
    Session.objects.filter(pk__in=[session.pk for session in _sessions_of(person)]).delete()


def _actions(person: Person) -> Rows:
    rows = AuditEntry.objects.filter(by=person)
    return [{"at": row.at.isoformat(), "action": row.action, "on": row.subject} for row in rows]
