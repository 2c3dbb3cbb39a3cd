"""One way in for everybody: an address, a code by mail, done. The page and the mail are the same for all."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from pairloom.people.addresses import confirm_address
from pairloom.people.models import Person
from pairloom.people.services import person_for_address


class EntranceCode(LoginCodeVerificationProcess):  # type: ignore[misc]
    """Sends a code to any address. Somebody new is made only once their code came back."""

    @classmethod
    def begin(cls, *, request: HttpRequest, email: str, person: Person | None) -> None:
        """Send a code and remember, in the session, which one and to whom."""
        login = Login(user=person, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=person, email=email) | {"initiated_by_user": True})
        code = cls(stage=stage)
        code.send()
        code.persist()

    @classmethod
    def resume(cls, stage: Any) -> "EntranceCode | None":
        code = cls(stage=stage)
        resumed: EntranceCode | None = code.abort_if_invalid()
        return resumed

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        context = {"request": self.request, "code": self.generate_code()}
        get_adapter().send_mail("account/email/login_code", email, context)

    @transaction.atomic
    def finish(self, redirect_url: str | None) -> HttpResponse:
        email = self.state["email"]
        if self.user is None:
            self._user = person_for_address(email=email)
        if self.user.email == email:
            confirm_address(self.user)
        response: HttpResponse = super().finish(redirect_url)
        return response
