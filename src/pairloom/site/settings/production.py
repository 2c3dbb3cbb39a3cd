"""An installation that a community relies on."""

from pairloom.site.settings.base import *  # noqa: F403
from pairloom.site.settings.base import SITE_ADDRESS

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
_secure = SITE_ADDRESS.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
IS_DEMO = False
