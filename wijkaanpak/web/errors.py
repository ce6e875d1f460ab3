"""Error pages in the style of the app, in Dutch, with a way on."""

import re
import sys
from typing import Any
from urllib.parse import quote

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from redis.exceptions import ConnectionError as RedisConnectionError

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
    """Answer 500, or 503 when the database or the cache is away."""
    response = error_page(
        request, 503 if isinstance(sys.exception(), (OperationalError, RedisConnectionError)) else 500
    )
    if response.status_code == 503:
        response["Retry-After"] = "60"
    return response


@public
def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429 (allauth's rate limits ask for this handler)."""
    return error_page(request, 429)


NEW_TOKEN = "X-New-CSRF-Token"  # noqa: S105 (the name of a header)
_TYPED_TEXTS = {
    401: (
        _("Je bent uitgelogd"),
        _("Log opnieuw in. Wat je typte staat hieronder, kopieer het als je het nodig hebt."),
    ),
    403: (
        _("Dit formulier is verlopen"),
        _("Wat je typte staat hieronder. Kopieer het, ga terug en bewaar het opnieuw."),
    ),
    409: (
        _("Dit is intussen weggehaald"),
        _("Een collega haalde dit weg. Wat je typte staat hieronder, kopieer het als je het nodig hebt."),
    ),
    423: (
        _("Dit is intussen afgesloten"),
        _("Een collega sloot dit af. Wat je typte staat hieronder. Kopieer het, open het weer en bewaar het opnieuw."),
    ),
    413: (_("Je bent uitgelogd"), _("Dit is te veel tekst om vast te houden. Kopieer die, log opnieuw in en bewaar.")),
}


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """Answer 403 for a form that was too old, as after logging in again elsewhere, or came from elsewhere.

    A page of ours gets a new token to try again with; another site can't read the answer.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={NEW_TOKEN: get_token(request)})
    return typed_text_page(request, 403)


def has_typed_text(request: HttpRequest) -> bool:
    """Whether a form that can't be saved holds words that someone typed."""
    return bool(_typed(request))


REASON = "X-Reden"


def closed(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 423 for a form over something that was closed meanwhile: a page of ours says why and keeps the text."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=423, headers={REASON: quote(reason)})
    return typed_text_page(request, 423)


def typed_text_page(request: HttpRequest, status: int) -> HttpResponse:
    """Answer a form that can't be saved now with what was typed, so that no word is lost."""
    title, text = _TYPED_TEXTS[status]
    context = {"titel": title, "tekst": text, "code": status, "getypt": _typed(request)}
    return render(request, "web/fout.html", context, status=status)


def _typed(request: HttpRequest) -> list[str]:
    secret = ("csrf", "password", "wachtwoord", "code")
    return [
        text
        for name, values in request.POST.lists()
        for text in values
        if len(text.strip()) > 3 and not any(part in name for part in secret) and not _is_machine_text(text)
    ]


def _is_machine_text(text: str) -> bool:
    """Whether a posted value is an id, a number or a date that nobody misses."""
    return bool(re.fullmatch(r"[0-9a-f-]{36}|[0-9-]+|[a-z_]{1,20}", text))
