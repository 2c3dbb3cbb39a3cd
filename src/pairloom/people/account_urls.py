"""The pages of django-allauth that we use, and no others: nothing here knows a password."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from allauth.urls import build_provider_urlpatterns
from django.urls import include, path
from django.views.generic import RedirectView

from pairloom.people.views.signing_in import EnterCodeView, SignInView

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_passkeys = RedirectView.as_view(pattern_name="mfa_list_webauthn")

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("login/code/", EnterCodeView.as_view(), name="account_confirm_login_code"),
    path("login/code/new/", to_sign_in, name="account_request_login_code"),
    path("signup/", to_sign_in, name="account_signup"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("addresses/", account.email, name="account_email"),
    path("addresses/confirm/", account.email_verification_sent, name="account_email_verification_sent"),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/all/", to_passkeys, name="mfa_index"),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("others/", include("allauth.socialaccount.urls")),
    *build_provider_urlpatterns(),
]
