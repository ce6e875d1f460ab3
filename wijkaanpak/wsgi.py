"""The WSGI entry point. It refuses to serve with a database role that can look over the wall."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings.production")

application = get_wsgi_application()

from wijkaanpak.tenancy.startup import verify_database_role  # noqa: E402  (needs the loaded apps)

verify_database_role()
