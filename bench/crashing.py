"""Only for the hammer: the real application with addresses that crash in the middle of a scope.

Served by granian as `bench.crashing:application`; the same module is the URLconf.
"""

from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from wijkaanpak.wsgi import application

__all__ = ["application", "handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

from bench.afterwards import MARK
from projects.models import ChecklistAntwoord, EigenPunt  # needs the loaded apps
from wijkaanpak import urls
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.urls import handler400, handler403, handler404, handler429, handler500


class Crash(RuntimeError):
    """What a broken view raises."""


def crash(request: HttpRequest, project_id: UUID, soort: str) -> HttpResponse:
    """Read and write rows inside the scope, as a view does, then break: in Python or in SQL."""
    rows = list(ChecklistAntwoord.objects.filter(project=project_id)[:40])
    people = list(Lidmaatschap.objects.with_people())
    own = list(EigenPunt.objects.all())
    ChecklistAntwoord.objects.filter(pk__in=[row.pk for row in rows[:3]]).update(
        toelichting=MARK, gewijzigd_op=timezone.now()
    )
    if soort == "sql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT toelichting::int / 0 FROM projects_checklistantwoord")
    texts = " ".join([*(row.toelichting for row in rows), *(str(lid) for lid in people), *(str(punt) for punt in own)])
    raise Crash(texts)


urlpatterns = [
    path("<slug:gemeente>/botsing/<uuid:project_id>/<slug:soort>/", crash),
    *urls.urlpatterns,
]
settings.ROOT_URLCONF = __name__
