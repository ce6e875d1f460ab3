"""The WSGI entry point. It refuses to serve with a database role that can look over the wall."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings.production")

application = get_wsgi_application()

from wijkaanpak.tenancy.startup import verify_database_role  # noqa: E402  (needs the loaded apps)

verify_database_role()

# What is loaded now stays until the end: the collector need not walk it again in the middle of a page.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
