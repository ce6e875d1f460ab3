"""The public page: answering without a name, a session, a cookie or a line in a log.

Pages are drawn without the request, so that no template can ask for a session or a CSRF token; see ``deur`` for what
stands in for that token.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import dateformat, timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from evaluatie.vragenlijst import deur, vragen
from evaluatie.vragenlijst.forms import OPEN, AntwoordForm
from evaluatie.vragenlijst.models import Ronde
from evaluatie.vragenlijst.rem import is_allowed
from evaluatie.vragenlijst.services import answer
from evaluatie.vragenlijst.vragen import NL, SLA_OVER, Woorden
from wijkaanpak.tenancy.access import public
from wijkaanpak.tenancy.scope import tenant_scope

LOKDOOS = "website"  # a field that people don't see and machines fill in


def _traceless(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let an answer tell other sites and search engines nothing, and leave no line in our log when it is a refusal."""

    @wraps(view)
    def run(request: HttpRequest, code: str) -> HttpResponse:
        response = view(request, code.lower())
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django writes a line for every 4xx
        return response

    return run


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
@_traceless
def vragenlijst(request: HttpRequest, code: str) -> HttpResponse:
    """The questions of the round that a link leads to, and counting what is answered."""
    gemeente_id = deur.gemeente_of(code)
    if gemeente_id is None:
        return _message(request, "onbekend", status=404)
    with tenant_scope(gemeente_id):
        rondes = Ronde.objects.current().select_related("project", "gemeente")
        ronde: Ronde | None = rondes.filter(code=code).first()
        if ronde is None:
            return _message(request, "onbekend", status=404)
        if ronde.stand != "open":
            return _message(request, ronde.stand, dag=ronde.open_van)
        return _receive(request, ronde) if request.method == "POST" else _form_page(request, ronde)


@public
@require_http_methods(["GET", "HEAD"])
@_traceless
def bedankt(request: HttpRequest, code: str) -> HttpResponse:
    """Thank whoever answered; the page is the same for everyone."""
    known = deur.gemeente_of(code) is not None
    return _message(request, "bedankt") if known else _message(request, "onbekend", status=404)


def _receive(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    taal, woorden = _language(request, vragen.talen(ronde.lijstversie))
    thanks = HttpResponseRedirect(f"{reverse('publiek:bedankt', args=[ronde.code])}?taal={taal}")
    if request.POST.get(LOKDOOS):
        return thanks
    form = _form(ronde, taal, woorden, request.POST)
    number = deur.number_of(request.POST.get("formulier", ""), ronde.code)
    if not form.is_valid():
        return _form_page(request, ronde, form, status=422)
    if number is None:
        return _form_page(request, ronde, form, woorden.verlopen, status=422)
    if not is_allowed(request, ronde.code):
        return _form_page(request, ronde, form, woorden.druk, status=429)
    if not deur.is_first(number):
        return thanks
    try:
        counted = answer(ronde_id=ronde.pk, keuzes=form.keuzes(), tekst=form.tekst())
    except Exception:
        deur.forget(number)  # it can be sent again
        raise
    return thanks if counted else _message(request, "dicht")


def _form(ronde: Ronde, taal: str, woorden: Woorden, data: Any = None) -> AntwoordForm:
    lijst = vragen.lijst_van(ronde.lijstversie, ronde.doelgroep, taal)
    return AntwoordForm(data, lijst=lijst, woorden=woorden, met_open=ronde.open_vraag)


def _form_page(
    request: HttpRequest, ronde: Ronde, form: AntwoordForm | None = None, fout: str = "", status: int = 200
) -> HttpResponse:
    talen = vragen.talen(ronde.lijstversie)
    taal, woorden = _language(request, talen)
    form = form or _form(ronde, taal, woorden)
    context = {
        "rijen": form.rijen(),
        "sla_over": SLA_OVER,
        "open": form.lijst.open if ronde.open_vraag else None,
        "open_tekst": form.data.get(OPEN, ""),
        "open_fout": form.fout(OPEN),
        "fout": fout or form.fout(NON_FIELD_ERRORS),
        "is_fout": bool(fout or form.errors),
        "formulier": deur.form_token(ronde.code),
        "lokdoos": LOKDOOS,
        "van": woorden.van.format(gemeente=ronde.gemeente.naam),
    }
    return _page("vragenlijst/publiek/lijst.html", context, taal, talen, status)


def _message(request: HttpRequest, naam: str, *, dag: Any = None, status: int = 200) -> HttpResponse:
    """Draw a page that only says something: ``naam`` is that of its title among the words."""
    talen = vragen.page_languages()
    taal, woorden = _language(request, talen)
    with translation.override(taal):
        day = dateformat.format(dag or timezone.localdate(), "j F Y")
    tekst = getattr(woorden, f"{naam}_tekst").format(dag=day)
    context = {"kop": getattr(woorden, naam), "tekst": tekst, "is_bedankt": naam == "bedankt"}
    return _page("vragenlijst/publiek/bericht.html", context, taal, talen, status)


def _page(template: str, context: dict[str, Any], taal: str, talen: list[str], status: int) -> HttpResponse:
    names = [(code, vragen.woorden(code).taal) for code in talen]
    shown = {"woorden": vragen.woorden(taal), "taal": taal, "talen": names, **context}
    return HttpResponse(render_to_string(template, shown), status=status, headers={"Content-Language": taal})


def _language(request: HttpRequest, talen: list[str]) -> tuple[str, Woorden]:
    asked = request.POST.get("taal") or request.GET.get("taal", "")
    taal = asked if asked in talen else NL
    return taal, vragen.woorden(taal)
