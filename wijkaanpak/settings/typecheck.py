"""For mypy's Django plugin alone: it imports settings and must not ask for a server."""

import os

for name, value in {
    "SECRET_KEY": "typecheck-" * 6,
    "ALLOWED_HOSTS": "localhost",
    "BASE_URL": "http://localhost:8000",
    "DATABASE_URL": "postgresql://wp_app@localhost/wijkaanpak",
    "REDIS_URL": "redis://localhost:6379/0",
    "MEDIA_ROOT": "/tmp/wijkaanpak",  # noqa: S108 (nothing is written)
    "EMAIL_URL": "console:",
}.items():
    os.environ.setdefault(name, value)

from wijkaanpak.settings.demo import *  # noqa: E402, F403
