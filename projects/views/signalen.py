"""One signal with its three ways out, and which rules a gemeente leaves on."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from projects.checklist import people_of
from projects.forms.partners import AfwijkingForm
from projects.models import Afwijking, Project
from projects.models.partners import Mandaatsoort
from projects.services.register import add_row
from projects.services.signalen import choose_rules, dagdeel_minutes, plan_repair, switched_off
from projects.signalen import BY_ID, DAGDEEL, DAGDEEL_MINUTES, REGELS, Regel, Signaal, holds, hours, signaal_of
from projects.stand import feiten_of
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, note_foreign_choices, require
from wijkaanpak.forms.fields import DatumField
from wijkaanpak.web import editing


class PlanForm(forms.Form):
    """Who repairs it, and by when."""

    wie = forms.TypedChoiceField(label=_lazy("Wie"), coerce=UUID)
    wanneer = DatumField(label=_lazy("Voor welke dag"))

    def clean_wanneer(self) -> datetime.date:
        """Refuse a day that has passed."""
        day: datetime.date = self.cleaned_data["wanneer"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is voorbij. Kies vandaag of later."))
        return day

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(persoon.id, persoon.naam) for persoon in people_of(project).values() if persoon.kiesbaar]
        self.fields["wie"].choices = [("", _("Kies iemand")), *people]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def signaal(request: MemberRequest, project_id: UUID, regel: str) -> HttpResponse:
    """What a rule says, what is the matter, and three ways out: repair, plan, or deviate with a reason."""
    project = project_for(request, project_id)
    rule = BY_ID.get(regel)
    if rule is None:
        raise Http404
    action = request.POST.get("actie", "")
    if request.method == "POST":
        require(request, "projects.opzet_bijwerken", project)
    row = Afwijking(project=project, gemeente_id=project.gemeente_id, regel=rule.id)
    plan = PlanForm(request.POST if action == "plannen" else None, project=project)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    deviate = AfwijkingForm(
        request.POST if action == "afwijken" else kept,
        instance=row,
        project=project,
        initial={"norm": str(rule.in_orde)},
    )
    if action == "plannen" and plan.is_valid():
        plan_repair(project=project, punt=rule.punt, by=request.lid, **plan.cleaned_data)
        messages.success(request, _("Het staat gepland. Je vindt het bij de volgende stappen."))
        return redirect("projects:project", request.gemeente.slug, project.pk)
    if action == "afwijken" and deviate.is_valid():
        add_row(project=project, row=deviate.instance, by=request.lid)
        editing.forget(request)
        messages.success(request, _("De afwijking staat bij de afspraken."))
        return redirect("projects:project", request.gemeente.slug, project.pk)
    for form in (plan, deviate):
        note_foreign_choices(request, form, project)
    feiten = feiten_of(project, (rule.punt,))
    found = signaal_of(rule, project, feiten)
    context = {
        **project_frame(request, project, "overzicht"),
        "regel": rule,
        "signaal": found,
        "in_orde": holds(rule, project, feiten),
        "plan": plan,
        "afwijken": deviate,
        "herstel": page_of(request, project, rule, found),
        "mag_opzet": may(request.lid, "projects.opzet_bijwerken", project),
        "open": action or ("afwijken" if kept else ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/opzet/signaal.html", context, status=status)


signaal.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


def page_of(request: MemberRequest, project: Project, regel: Regel, found: Signaal | None) -> str:
    """Return the address where a rule is repaired: the form itself where it is known for which organisation."""
    if found and found.partner:
        place = reverse("projects:rij-nieuw", args=[request.gemeente.slug, project.pk, "mandaten"])
        return f"{place}?{urlencode({'partner': found.partner, 'soort': Mandaatsoort.BESLUITEN.value})}"
    return reverse(regel.adres, args=[request.gemeente.slug, project.pk])


@require_http_methods(["GET", "POST"])
def instellen(request: MemberRequest) -> HttpResponse:
    """Which rules give a signal in this gemeente."""
    require(request, "projects.signalen_instellen")
    if request.method == "POST":
        choose_rules(
            gemeente_id=request.gemeente.pk,
            on=set(request.POST.getlist("aan")),
            dagdeel=_chosen(request.POST.get("dagdeel", "")),
            by=request.lid,
        )
        messages.success(request, _("De signalen zijn ingesteld."))
        return redirect("projects:signalen", request.gemeente.slug)
    context = {
        "regels": REGELS,
        "uit": switched_off(),
        "dagdeel": DAGDEEL,
        "minuten": dagdeel_minutes(),
        "duren": [(minutes, hours(minutes)) for minutes in DAGDEEL_MINUTES],
    }
    return render(request, "projects/opzet/signalen.html", context)


def _chosen(text: str) -> int:
    """Return the minutes that were chosen from our list; for anything else what holds now."""
    return next((minutes for minutes in DAGDEEL_MINUTES if str(minutes) == text), dagdeel_minutes())
