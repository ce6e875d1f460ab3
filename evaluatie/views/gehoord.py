"""Who was heard and by how many, targets and what came of them, and products (VSL-1.1 … 1.6)."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evaluatie.models import Inbreng, Kant, Product, Productstaat, Productwijziging, Streefgetal
from evaluatie.verslag.hoofdstukken import KANTTEKENING
from evaluatie.views.frame import frame, project_of
from wijkaanpak.accounts.http import MemberRequest


@require_GET
def gehoord(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Who was heard, per side, and the numbers to reach."""
    project = project_of(request, project_id)
    rows = list(Inbreng.objects.filter(project=project).select_related("evaluatie"))
    current = [row for row in rows if row.vervallen_op is None]
    targets = list(Streefgetal.objects.filter(project=project))
    sides = [(kant, [row for row in current if row.kant == kant]) for kant in Kant]
    context = {
        **frame(request, project, "gehoord"),
        "kanten": [(kant, found, sum(row.aantal for row in found)) for kant, found in sides],
        "weg": [row for row in rows if row.vervallen_op is not None],
        "streefgetallen": [row for row in targets if row.vervallen_op is None],
        "streef_weg": [row for row in targets if row.vervallen_op is not None],
        "kanttekening": KANTTEKENING,
    }
    return render(request, "evaluatie/gehoord.html", context)


@require_GET
def producten(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """What the project makes: planned, realised, and the changes on the way."""
    project = project_of(request, project_id)
    changes = Prefetch("wijzigingen", Productwijziging.objects.current().order_by("datum"), to_attr="bijgesteld")
    rows = list(Product.objects.filter(project=project).prefetch_related(changes))
    current = [row for row in rows if row.vervallen_op is None]
    context = {
        **frame(request, project, "producten"),
        "producten": current,
        "gereed": sum(row.staat == Productstaat.GEREED for row in current),
        "weg": [row for row in rows if row.vervallen_op is not None],
        "vandaag": timezone.localdate(),
    }
    return render(request, "evaluatie/producten.html", context)
