"""The platform of wijkaanpak: tenancy, accounts, content, documents and the frame of every page."""

from wijkaanpak.celery import app as celery_app

__all__ = ["celery_app"]
