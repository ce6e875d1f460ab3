"""Error pages in the style of the app, in Dutch, with a way on."""

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wijkaanpak.tenancy.access import public

_TEXTS = {
    400: (_("Dit verzoek begrijpen we niet"), _("Ga terug, laad de pagina opnieuw en probeer het nog eens.")),
    403: (_("Dit mag je niet"), _("Je hebt hier geen recht op. Vraag de beheerder of de projectleider om toegang.")),
    404: (_("Deze pagina is er niet"), _("De link klopt niet, of je hebt geen toegang tot wat erachter staat.")),
    429: (_("Even wachten"), _("Je probeerde het vaak achter elkaar. Probeer het over vijf minuten opnieuw.")),
    500: (_("Er ging bij ons iets mis"), _("We hebben het gezien. Wat je al bewaarde, staat er nog.")),
    503: (_("wijkaanpak is even niet bereikbaar"), _("We zijn aan het werk. Probeer het over een paar minuten weer.")),
}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page for a status code; for htmx a short text that the page shows as a message."""
    title, text = _TEXTS[status]
    context = {"titel": title, "tekst": text, "code": status}
    template = "web/fout.html#melding" if getattr(request, "htmx", False) else "web/fout.html"
    # Our own failure may be a database that is away: then the page asks nothing of the request, its user least of all.
    return render(request if status < 500 else None, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when the database is away."""
    response = error_page(request, 503 if isinstance(sys.exception(), OperationalError) else 500)
    if response.status_code == 503:
        response["Retry-After"] = "60"
    return response


@public
def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429 (allauth's rate limits ask for this handler)."""
    return error_page(request, 429)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """Answer 403 for a form that was too old or came from elsewhere."""
    context = {
        "titel": _("Dit formulier is verlopen"),
        "tekst": _("Ga terug, laad de pagina opnieuw en bewaar nog een keer. Je tekst staat er dan nog."),
        "code": 403,
    }
    return render(request, "web/fout.html", context, status=403)
