"""The demo on one machine: plain HTTP on localhost, one factor, the same code otherwise."""

from wijkaanpak import env
from wijkaanpak.settings.base import *  # noqa: F403

DEBUG = False
DEMO = True
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=False)
# Static files straight from where they are written: a demo starts in seconds. Gzip is the middleware's.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = None  # nothing is collected
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
