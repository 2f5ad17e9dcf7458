"""The site for a WSGI server: `gunicorn academy.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.site.settings.production")

application = get_wsgi_application()
