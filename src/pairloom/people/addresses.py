"""The addresses with which somebody signs in, as django-allauth keeps them."""

from allauth.account.models import EmailAddress

from pairloom.people.models import Person


def addresses_of(person: Person) -> set[str]:
    """Every address that is the person's, in small letters."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {person.email, *(address.lower() for address in others)}


def confirm_address(person: Person) -> None:
    """Note that the person's own address is proven to be theirs. It is the main one, unless another is."""
    has_main = EmailAddress.objects.filter(user=person, primary=True).exclude(email=person.email).exists()
    proven = {"verified": True, "primary": not has_main}
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults=proven)
