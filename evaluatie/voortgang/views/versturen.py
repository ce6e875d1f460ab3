"""Looking a voortgangsbericht over, sending it, and what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluatie.views.frame import project_of
from evaluatie.voortgang.concept import since_draft
from evaluatie.voortgang.forms import VerstuurForm, look_over
from evaluatie.voortgang.models import DELEN, Bericht, Berichtpdf, Berichtstaat, Verzending
from evaluatie.voortgang.services import berichten
from evaluatie.voortgang.services.berichten import Aan, AlreadySent, ChangedMeanwhile
from evaluatie.voortgang.views.schrijven import END, SEND, WRITE, bericht_of, voortgang_frame
from projects.models import Project
from reflectie.wachter import Wachter, answer_questions
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.editing.forms import posted_versions
from wijkaanpak.editing.services import save_fields


def pdf_answer(pdf: Berichtpdf | None) -> FileResponse:
    """Return the PDF as a file to keep. Raises Http404 while it isn't there."""
    if pdf is None or not pdf.is_ready:
        raise Http404
    inhoud = Inhoud.from_json(pdf.inhoud)
    name = f"{safe_name(f'{inhoud.titel} {inhoud.kenmerk}')}.pdf"
    return FileResponse(pdf.bestand.open("rb"), as_attachment=True, content_type="application/pdf", filename=name)


def _go(request: MemberRequest, name: str, bericht: Bericht) -> HttpResponseRedirect:
    return redirect(f"voortgang:{name}", request.gemeente.slug, bericht.project_id, bericht.pk)


@require_http_methods(["GET", "POST"])
def nakijken(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponse:
    """The page as it will be, and what the privacywacht still asks; a POST has the PDF made, or answers a question."""
    project = project_of(request, project_id, WRITE)
    bericht = bericht_of(project, bericht_id, lock=request.method == "POST")
    if not bericht.is_concept:
        return _go(request, "verzonden", bericht)
    if request.method == "POST":
        _answer(request, project, bericht)
        bericht.refresh_from_db()
        berichten.ask_preview(bericht=bericht, project=project, by=request.lid)
        return _go(request, "nakijken", bericht)
    pdf = berichten.preview_of(bericht)
    context: dict[str, Any] = {
        **voortgang_frame(request, project),
        "bericht": bericht,
        "pdf": pdf,
        "stappen": STEPS,
        "stap": "nakijken",
    }
    if request.htmx:
        return render(request, "voortgang/_pdfstand.html", context)
    context |= {"vragen": look_over(bericht, wachter=Wachter(project)), "geen_pdf": is_available()}
    context["inhoud"] = berichten.preview_words(bericht=bericht, project=project, by=request.lid)
    context["nieuws"] = since_draft(project, bericht, timezone.localdate())
    return render(request, "voortgang/nakijken.html", context)


def _answer(request: MemberRequest, project: Project, bericht: Bericht) -> None:
    """Do what a button at a question says; a text that a colleague changed meanwhile stays as theirs."""
    changed = answer_questions(request, Wachter(project)) & set(DELEN)
    versie, _none = posted_versions(request.POST, [])
    values = {name: request.POST[name] for name in changed}
    if values and save_fields(row=bericht, values=values, versie=versie, by=request.lid.pk).conflicts:
        messages.warning(request, _("Een collega wijzigde deze tekst intussen. Kijk hem nog eens na."))


@require_GET
def voorbeeld(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> FileResponse:
    """The PDF of what is being written."""
    project = project_of(request, project_id, WRITE)
    return pdf_answer(berichten.preview_of(bericht_of(project, bericht_id)))


@require_http_methods(["GET", "POST"])
def versturen(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponse:
    """Choose who gets it, see whom and how many, and send it, once."""
    project = project_of(request, project_id, SEND)
    if Bericht.objects.filter(project=project, pk=bericht_id, staat=Berichtstaat.WEGGEGOOID).exists():
        messages.warning(request, _("Iemand gooide dit concept weg. Er is niets verstuurd."))
        return redirect("voortgang:lijst", request.gemeente.slug, project.pk)
    bericht = bericht_of(project, bericht_id)
    if not bericht.is_concept:
        return _sent_before(request, bericht)
    form = VerstuurForm(request.POST or None, project=project, by=request.lid, initial={"versie": bericht.versie})
    status = 200
    if request.method == "POST" and look_over(bericht, wachter=Wachter(project)).errors:
        form.add_error(None, _("Beantwoord eerst bij Nakijken de vragen van de privacywacht."))
    context = {**voortgang_frame(request, project), "bericht": bericht, "form": form, "stap": "versturen"}
    if request.method == "POST" and form.is_valid():
        aan = Aan(form.chosen_members(), form.chosen_readers(), form.cleaned_data["nieuw"])
        versie = form.cleaned_data["versie"]
        if "anders" in request.POST:
            return render(request, "voortgang/versturen.html", context)
        if versie == bericht.versie and not form.is_confirmed:
            return render(request, "voortgang/bevestigen.html", context)
        try:
            berichten.send(bericht=bericht, project=project, aan=aan, versie=versie, by=request.lid)
        except AlreadySent:
            return _sent_before(request, bericht)
        except ChangedMeanwhile:
            form.add_error(None, _("Een collega schreef intussen aan het bericht. Kijk het nog eens na."))
            bericht.refresh_from_db()
            data = request.POST.copy()
            data["versie"] = str(bericht.versie)  # who looked it over again can send it
            form.data = data
            status = 409
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Het bericht is verstuurd."))
            return _go(request, "verzonden", bericht)
    if form.errors:
        note_foreign_choices(request, form, project)
        status = 409 if status == 409 else 422
    return render(request, "voortgang/versturen.html", context, status=status)


def _sent_before(request: MemberRequest, bericht: Bericht) -> HttpResponseRedirect:
    messages.info(request, _("Dit bericht was al verstuurd. Niemand krijgt het twee keer."))
    return _go(request, "verzonden", bericht)


@require_GET
def verzonden(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponse:
    """What was sent, to whom, and what became of each mail."""
    project = project_of(request, project_id)
    context = voortgang_frame(request, project)
    row: Bericht | None = Bericht.objects.sent().filter(project=project, pk=bericht_id).with_counts().first()
    if row is None:
        raise Http404
    pdf = Berichtpdf.objects.get(bericht=row, definitief=True)
    context |= {"bericht": row, "pdf": pdf, "inhoud": Inhoud.from_json(pdf.inhoud)}
    if context["mag_beeindigen"]:
        context["verzendingen"] = list(Verzending.objects.filter(bericht=row).with_mail())
    return render(request, "voortgang/verzonden.html", context)


@require_POST
def links_weg(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponseRedirect:
    """Let the links of readers without an account end now."""
    project = project_of(request, project_id, END)
    bericht = bericht_of(project, bericht_id)
    n = berichten.end_links(bericht=bericht, by=request.lid)
    messages.success(request, ngettext("%(n)d link werkt niet meer.", "%(n)d links werken niet meer.", n) % {"n": n})
    return _go(request, "verzonden", bericht)
