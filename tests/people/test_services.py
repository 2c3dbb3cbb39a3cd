import pytest

from pairloom.core.models import AuditEntry
from pairloom.core.week import Week
from pairloom.people import queries, services
from pairloom.people.enums import ConsentKind, Level, TopicSide
from pairloom.people.models import Consent, Person, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return services.person_for_address(email="ana@example.org", name="Ana Reis")


def test_an_address_means_one_person_whatever_its_case(person: Person) -> None:
    assert services.person_for_address(email=" ANA@Example.org ") == person
    assert Person.objects.get(email="Ana@EXAMPLE.org") == person
    assert not person.has_usable_password()


def test_a_name_is_given_to_somebody_without_one_and_never_replaced(person: Person) -> None:
    services.person_for_address(email="ana@example.org", name="Somebody Else")
    person.refresh_from_db()
    assert person.name == "Ana Reis"
    nameless = services.person_for_address(email="new@example.org")
    services.person_for_address(email="new@example.org", name="  New  Name ")
    nameless.refresh_from_db()
    assert nameless.name == "New Name"


def test_a_profile_change_is_audited_without_its_values(person: Person) -> None:
    services.update_profile(person=person, by=person, place="Porto", availability=Week.of([1]))
    person.refresh_from_db()
    assert (person.place, person.availability) == ("Porto", Week.of([1]))
    assert AuditEntry.objects.get().details == {"parts": ["availability", "place"]}


def test_an_unchanged_profile_leaves_no_trace(person: Person) -> None:
    services.update_profile(person=person, by=person, name="Ana Reis")
    assert not AuditEntry.objects.exists()


def test_topics_are_parts_of_the_profile(person: Person) -> None:
    services.update_profile(person=person, by=person, topics_wanted={"Go": Level.BASICS}, name="Ana")
    assert queries.profile_of(person) == queries.profile_of(person) | {
        "topics_wanted": {"Go": Level.BASICS},
        "topics_offered": {},
        "name": "Ana",
    }
    assert AuditEntry.objects.get().details == {"parts": ["name", "topics_wanted"]}


def test_nothing_but_the_profile_can_be_written(person: Person) -> None:
    with pytest.raises(ValueError, match="is_administrator"):
        services.update_profile(person=person, by=person, is_administrator=True)


def test_topics_in_other_spellings_are_the_same_topic(person: Person) -> None:
    other = services.person_for_address(email="other@example.org")
    services.set_topics(person=other, side=TopicSide.OFFERED, topics={"Site Reliability": Level.EXPERT})
    services.set_topics(person=person, side=TopicSide.WANTED, topics={" site  reliability": Level.BASICS})
    assert Topic.objects.count() == 1
    assert queries.topics_of(person, TopicSide.WANTED) == {"Site Reliability": Level.BASICS}
    assert queries.topics_of(person, TopicSide.OFFERED) == {}


def test_topics_keep_the_order_in_which_they_were_named(person: Person) -> None:
    for topics in ({"Rust": Level.WORKING, "Go": Level.BASICS}, {"Go": Level.EXPERT, "Rust": Level.WORKING}):
        services.set_topics(person=person, side=TopicSide.WANTED, topics=topics)
        assert list(queries.topics_of(person, TopicSide.WANTED).items()) == list(topics.items())


def test_topics_that_nobody_names_any_more_are_not_suggested(person: Person) -> None:
    services.set_topics(person=person, side=TopicSide.WANTED, topics={"Rust": Level.WORKING})
    assert queries.topic_names() == ["Rust"]
    services.set_topics(person=person, side=TopicSide.WANTED, topics={})
    assert queries.topic_names() == []


def test_agreeing_counts_for_one_version_of_one_document(person: Person) -> None:
    agreed = {"kind": ConsentKind.CONDUCT, "document": "programme:3", "version": "1"}
    services.record_consent(person=person, **agreed)
    services.record_consent(person=person, **agreed)
    assert Consent.objects.count() == 1
    assert queries.has_consented(person, **agreed)
    assert not queries.has_consented(person, **agreed | {"version": "2"})
    assert not queries.has_consented(person, **agreed | {"document": "programme:4"})


def test_people_are_found_by_many_addresses_in_one_query(
    person: Person, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.people_at(["ANA@example.org", "nobody@example.org"])
    assert found == {"ana@example.org": person}
