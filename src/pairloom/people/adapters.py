"""Where django-allauth asks us: how to sign in here, and in whose words."""

import logging
from contextlib import suppress
from http import HTTPStatus
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pairloom.people.addresses import confirm_address
from pairloom.people.models import Person
from pairloom.people.privacy import note_at_sign_in
from pairloom.people.spelling import tidy

logger = logging.getLogger(__name__)


def mail_failed(request: HttpRequest) -> HttpResponse:
    return render(request, "people/mail_failed.html", status=HTTPStatus.SERVICE_UNAVAILABLE)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code that we sent. Please look again; the newest mail counts."),
        "too_many_login_attempts": _(
            "That were many attempts. Please wait a minute, then ask for a new code."
        ),
        "email_taken": _("This address cannot be added."),
        "duplicate_email": _("You have this address already."),
        "rate_limited": _("That was quick. Please wait a minute before you ask again."),
        "max_email_addresses": _("%d addresses are the most. Remove one first."),
    }

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        note_at_sign_in(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        ours = {"community": settings.COMMUNITY, "address": settings.SITE_ADDRESS}
        try:
            super().send_mail(template_prefix, email, ours | context)
        except (SMTPException, OSError) as error:
            logger.error("A mail to somebody signing in could not be sent: %s", type(error).__name__)
            raise ImmediateHttpResponse(mail_failed(self.request)) from None

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        with suppress(ImmediateHttpResponse):  # what it tells of is done already
            super().send_notification_mail(*args, **kwargs)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A passkey is a second way in, not a second barrier: who loses the device still gets a code by mail."""

    def is_mfa_enabled(self, user: Person, types: Any = None) -> bool:
        return False

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # noqa: A002 (allauth's name)
        return gettext("This device")

    def _get_site_name(self) -> str:
        return str(settings.COMMUNITY)


class OtherAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        try:
            return super().get_provider(request, provider, client_id)
        except SocialApp.DoesNotExist:
            raise Http404("This installation does not offer that.") from None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Take the provider's word for the address of somebody whom an organiser brought in."""
        person = sociallogin.user
        vouched = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
        if sociallogin.is_existing and person.email in vouched:
            confirm_address(person)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name") or "", data.get("last_name") or "")
        person.name = tidy(data.get("name") or " ".join(parts))[:120]
        return person
