"""The demo on one machine: plain HTTP on localhost, one factor, the same code otherwise."""

from wijkaanpak import env
from wijkaanpak.settings.base import *  # noqa: F403

DEBUG = False
DEMO = True
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
