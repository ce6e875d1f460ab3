"""Reading what was sent: for members, and with a link for readers without an account, who can also stop it."""

from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from evaluatie.voortgang.models import Bericht, Berichtpdf, Verzending
from evaluatie.voortgang.services.lezers import reader_of, start_again, stop
from evaluatie.voortgang.views.versturen import pdf_answer
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.tenancy.access import invited

_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def _pdf_of(bericht_id: UUID) -> Berichtpdf:
    pdf: Berichtpdf = Berichtpdf.objects.get(bericht_id=bericht_id, definitief=True)
    return pdf


@require_GET
def lees(request: MemberRequest, bericht_id: UUID) -> HttpResponse:
    """What was sent, for a member it was sent to or who sees the project."""
    row: Bericht = get_object_or_404(Bericht.objects.for_reader(request.lid), pk=bericht_id)
    pdf = _pdf_of(row.pk)
    return render(request, "voortgang/lees.html", {"bericht": row, "pdf": pdf, "inhoud": Inhoud.from_json(pdf.inhoud)})


@require_GET
def lees_pdf(request: MemberRequest, bericht_id: UUID) -> FileResponse:
    """The same as a file."""
    row: Bericht = get_object_or_404(Bericht.objects.for_reader(request.lid), pk=bericht_id)
    return pdf_answer(_pdf_of(row.pk))


def _sent_with(code: str) -> Verzending:
    row: Verzending | None = Verzending.objects.with_code(code).first()
    if row is None:
        raise Http404
    return row


@invited
@require_GET
def lezen(request: HttpRequest, code: str) -> HttpResponse:
    """What was sent, for who holds the link; one that has ended says so, to who held it alone."""
    row = _sent_with(code)
    if not row.is_open:
        return _hidden(render(request, "voortgang/voorbij.html", status=410))
    pdf = _pdf_of(row.bericht_id)
    context = {"pdf": pdf, "inhoud": Inhoud.from_json(pdf.inhoud), "code": code, "tot": row.geldig_tot}
    return _hidden(render(request, "voortgang/lezen.html", context))


@invited
@require_GET
def lezen_pdf(request: HttpRequest, code: str) -> FileResponse:
    """The same as a file, as long as the link works."""
    row = _sent_with(code)
    if not row.is_open:
        raise Http404
    return _hidden(pdf_answer(_pdf_of(row.bericht_id)))


@csrf_exempt  # a mail program posts this without a page of ours (RFC 8058); the token says who
@invited
@require_http_methods(["GET", "POST"])
def afmelden(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the berichten of a project without an account. Opening the page changes nothing; its button does."""
    lezer = reader_of(token)
    if lezer is None:
        raise Http404
    done = "gestopt" if lezer.afgemeld_op else ""
    if request.method == "POST" and request.POST.get("wat") == "terug":
        done = "terug" if start_again(lezer=lezer) else "weg"
    elif request.method == "POST":
        stop(lezer=lezer)
        done = "gestopt"
    return _hidden(render(request, "voortgang/afmelden.html", {"lezer": lezer, "gedaan": done}))


def _hidden(answer: _Answer) -> _Answer:
    """Keep it out of search engines, should a link of it ever be published."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
