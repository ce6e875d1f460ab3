"""The lists of evaluatie: one declaration each, one set of screens for all."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluatie import forms
from evaluatie.models import (
    Afspraakwijziging,
    Bevinding,
    Evaluatie,
    Inbreng,
    Product,
    Productwijziging,
    Streefgetal,
)
from evaluatie.services.moment import present_words
from evaluatie.views.frame import SEE, UPDATE, frame, project_of
from projects.models import Project
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web.lijsten import Lijst, Plek

KOP = "projects/_kop.html"


def _plek(request: MemberRequest, ouder: Any, project: Project, blad: str, page: str) -> Plek:
    context = frame(request, project, blad)
    is_gone = getattr(ouder, "vervallen_op", None) is not None
    shut = str(_("Waar dit bij hoort, is weggehaald. Zet dat eerst terug.")) if is_gone else ""
    return Plek(ouder, {**context, "project": project}, page, context["mag_evalueren"], dicht=shut, recht=UPDATE)


def _of_project(blad: str, adres: str, plek: str = "") -> Any:
    def find(request: MemberRequest, ouder_id: UUID) -> Plek:
        project = project_of(request, ouder_id, SEE)
        page = reverse(adres, args=[request.gemeente.slug, project.pk])
        return _plek(request, project, project, blad, f"{page}{plek}")

    return find


def _of_evaluation(plek: str) -> Any:
    def find(request: MemberRequest, ouder_id: UUID) -> Plek:
        evaluatie = get_object_or_404(Evaluatie, pk=ouder_id)
        project = evaluatie.project = project_of(request, evaluatie.project_id, SEE)
        page = reverse("evaluatie:moment", args=[request.gemeente.slug, evaluatie.pk])
        return _plek(request, evaluatie, project, "momenten", f"{page}{plek}")

    return find


def _of_product(request: MemberRequest, ouder_id: UUID) -> Plek:
    product = get_object_or_404(Product, pk=ouder_id)
    project = product.project = project_of(request, product.project_id, SEE)
    page = reverse("evaluatie:producten", args=[request.gemeente.slug, project.pk])
    return _plek(request, product, project, "producten", page)


def _told(request: MemberRequest, plek: Plek) -> tuple[dict[str, Any], frozenset[str]]:
    """What every form here is told: the project, and who looks at its texts."""
    project: Project = plek.frame["project"]
    wachter = Wachter(project)
    changed = answer_questions(request, wachter) if request.method == "POST" else frozenset()
    return {"project": project, "wachter": wachter}, changed


def _told_of_agreement(request: MemberRequest, plek: Plek) -> tuple[dict[str, Any], frozenset[str]]:
    """What the form of a changed agreement is told as well: what the overeenkomst says now."""
    told, changed = _told(request, plek)
    return {**told, "nu": present_words(told["project"])}, changed


def _lijst(**kwargs: Any) -> Lijst:
    return Lijst(kop=KOP, na_verlopen=keep_checked, **{"vorm": _told, **kwargs})


LIJSTEN = (
    _lijst(
        slug="evaluaties", model=Evaluatie, ouder="project", form=forms.NieuweEvaluatieForm,
        plek=_of_project("momenten", "evaluatie:begin"), nieuw=_("Plan een evaluatie"), kruimel=_("Evaluatie"),
        uitleg=_("Twee evaluaties horen bij elk project: halverwege en aan het einde. Meer mag."),
        vooraf=("soort", "datum"),
    ),
    _lijst(
        slug="bevindingen", model=Bevinding, ouder="evaluatie", form=forms.BevindingForm,
        plek=_of_evaluation("#bevindingen"), nieuw=_("Voeg een bevinding toe"), kruimel=_("Bevinding"),
        vooraf=("soort",),
    ),
    _lijst(
        slug="afspraken", model=Afspraakwijziging, ouder="evaluatie", form=forms.AfspraakForm,
        plek=_of_evaluation("#afspraken"), nieuw=_("Stel een afspraak bij"), kruimel=_("Bijgestelde afspraak"),
        uitleg=_("Schrijf op wat jullie voortaan afspreken. Daarna zet je het in één keer in de overeenkomst."),
        vorm=_told_of_agreement, vooraf=("sleutel",),
    ),
    _lijst(
        slug="inbreng", model=Inbreng, ouder="project", form=forms.InbrengForm,
        plek=_of_project("gehoord", "evaluatie:gehoord"), nieuw=_("Leg vast wie is gehoord"), kruimel=_("Inbreng"),
        uitleg=_("Alleen aantallen, en een uitspraak waaraan niemand te herkennen is. Geen namen."),
        vooraf=("groep", "wijze", "evaluatie"),
    ),
    _lijst(
        slug="streefgetallen", model=Streefgetal, ouder="project", form=forms.StreefgetalForm,
        plek=_of_project("gehoord", "evaluatie:gehoord", "#streefgetallen"), nieuw=_("Voeg een streefgetal toe"),
        kruimel=_("Streefgetal"),
    ),
    _lijst(
        slug="producten", model=Product, ouder="project", form=forms.ProductForm,
        plek=_of_project("producten", "evaluatie:producten"), nieuw=_("Voeg een product toe"), kruimel=_("Product"),
        uitleg=_("Wat levert dit project op dat blijft liggen? Een werkwijze, een handreiking, een bijeenkomst."),
    ),
    _lijst(
        slug="bijstellingen", model=Productwijziging, ouder="product", form=forms.ProductwijzigingForm,
        plek=_of_product, nieuw=_("Leg een bijstelling vast"), kruimel=_("Bijstelling"),
    ),
)  # fmt: skip
