"""The application that the server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pairloom.site.settings.production")
application = get_wsgi_application()
