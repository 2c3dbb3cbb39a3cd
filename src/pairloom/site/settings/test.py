"""The test run: a database of its own, mail kept in memory, plain static files."""

import os
import tempfile
from datetime import timedelta

if "PAIRLOOM_DATA" not in os.environ:
    _folder = tempfile.TemporaryDirectory(prefix="pairloom-test-")  # gone when this process ends
    os.environ["PAIRLOOM_DATA"] = _folder.name
os.environ.setdefault("PAIRLOOM_SECRET_KEY", "for tests only")
# Playwright keeps an event loop running in the test's thread; the ORM there is still called synchronously.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from pairloom.site.settings.base import *  # noqa: F403
from pairloom.site.settings.base import DATA, DATABASES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file, so that servers and workers can share it
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_UNDO_TIME = timedelta(0)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
IS_DEMO = True
