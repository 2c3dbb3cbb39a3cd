"""Settings that every kind of installation shares."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from pairloom.site.config import Config, MailSecurity


def _clock_offset(rehearsed: datetime | None) -> timedelta:
    """How far to set the clock ahead. Processes of one start agree: children inherit the moment."""
    if rehearsed is None:
        return timedelta(0)
    started = os.environ.setdefault("PAIRLOOM_STARTED", datetime.now(UTC).isoformat())
    in_utc = rehearsed if rehearsed.tzinfo else rehearsed.replace(tzinfo=UTC)
    return in_utc - datetime.fromisoformat(started)


PACKAGE = Path(__file__).parents[2]
CONFIG = Config()

SECRET_KEY = CONFIG.kept_secret_key()
DEBUG = False
INTEREST_KEY = CONFIG.interest_key.get_secret_value()
INTEREST_KEY_FILE = CONFIG.interest_key_file or CONFIG.data / "interest-key"
COMMUNITY = CONFIG.community
SITE_ADDRESS = CONFIG.address.rstrip("/")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # the page of an event's tables sends 4 for each of 500
SITE_HOST = urlsplit(SITE_ADDRESS).hostname or "localhost"
DATA = CONFIG.data
CLOCK_OFFSET = _clock_offset(CONFIG.at)

ALLOWED_HOSTS = [SITE_HOST]
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
if CONFIG.trust_forwarded_headers:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

INSTALLED_APPS = [
    "pairloom.core",
    "pairloom.people",
    "pairloom.messages",
    "pairloom.programmes",
    "pairloom.pairs",
    "pairloom.interest",
    "pairloom.matching",
    "pairloom.events",
    "pairloom.desk",
    "pairloom.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "rules",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pairloom.site.middleware.PersonTimeZone",
    "pairloom.people.middleware.AskAboutPrivacy",
]

ROOT_URLCONF = "pairloom.site.urls"
WSGI_APPLICATION = "pairloom.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["pairloom.site.templatetags.pairloom"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pairloom.site.context.site",
            ],
        },
    }
]
FORM_RENDERER = "pairloom.site.forms.PairloomRenderer"

DATABASES = {"default": dj_database_url.parse(CONFIG.kept_database(), conn_max_age=None)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {"pool": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("desk:me")
ACCOUNT_ADAPTER = "pairloom.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail may be slow
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_FORMS = {
    "add_email": "pairloom.people.account_forms.MoreAddressForm",
    "confirm_email_verification_code": "pairloom.people.account_forms.AddressCodeForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CONFIG.trust_forwarded_headers else 0
MFA_ADAPTER = "pairloom.people.adapters.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever is signed in may add a passkey, the demo included
MFA_FORMS = {
    "add_webauthn": "pairloom.people.account_forms.PasskeyForm",
    "edit_webauthn": "pairloom.people.account_forms.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "pairloom.people.adapters.OtherAccountAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "pairloom.people.account_forms.DisconnectForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {}
SIGN_IN_ORIGINS: list[str] = []  # where the browser goes on when a sign-in form is sent
if CONFIG.github_client_id:
    SIGN_IN_ORIGINS.append("https://github.com")
    SOCIALACCOUNT_PROVIDERS["github"] = {
        "APPS": [
            {
                "client_id": CONFIG.github_client_id,
                "secret": CONFIG.github_client_secret.get_secret_value(),
            }
        ]
    }
if CONFIG.oidc_server_url:
    _oidc = urlsplit(CONFIG.oidc_server_url)
    SIGN_IN_ORIGINS.append(f"{_oidc.scheme}://{_oidc.netloc}")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": CONFIG.oidc_name,
                "client_id": CONFIG.oidc_client_id,
                "secret": CONFIG.oidc_client_secret.get_secret_value(),
                "settings": {"server_url": CONFIG.oidc_server_url},
            }
        ]
    }

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
MAIL_REPLY_TO = CONFIG.mail_reply_to
MAIL_UNDO_TIME = timedelta(seconds=20)  # in which a released message can be taken back
LOCAL_MAILBOX = DATA / "mailbox"
if CONFIG.smtp_host:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = CONFIG.smtp_host
    EMAIL_PORT = CONFIG.smtp_port
    EMAIL_HOST_USER = CONFIG.smtp_user
    EMAIL_HOST_PASSWORD = CONFIG.smtp_password.get_secret_value()
    EMAIL_USE_TLS = CONFIG.smtp_security == MailSecurity.STARTTLS
    EMAIL_USE_SSL = CONFIG.smtp_security == MailSecurity.TLS
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "pairloom.messages.mailbox.MailboxBackend"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = CONFIG.time_zone

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *SIGN_IN_ORIGINS],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SILENCED_SYSTEM_CHECKS: list[str] = []
