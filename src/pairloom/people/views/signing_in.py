from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from pairloom.people.account_forms import AddressForm, CodeForm
from pairloom.people.entrance import EntranceCode


@method_decorator([never_cache, rate_limit(action="login")], name="dispatch")
class SignInView(RequestLoginCodeView):  # type: ignore[misc]
    """The one box for an address, whether or not its owner has been here before."""

    form_class = AddressForm
    template_name = "account/login.html"

    def form_valid(self, form: Any) -> HttpResponse:
        EntranceCode.begin(request=self.request, email=form.cleaned_data["email"], person=form._user)
        return redirect(self.get_success_url())


@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"), name="dispatch"
)
class EnterCodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """Where the code is typed in, or a new one asked for."""

    form_class = CodeForm

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.stage = request._login_stage  # type: ignore[attr-defined]
        self._process = EntranceCode.resume(self.stage)
        if not self._process:
            return redirect("account_login")
        return FormView.dispatch(self, request, *args, **kwargs)
