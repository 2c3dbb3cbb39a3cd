"""A person's own machine: the demo, with one-click sign-in links and a local mailbox."""

from pairloom.site.settings.base import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
IS_DEMO = True
