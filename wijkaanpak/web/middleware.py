"""Health, headers, the second factor, and the wall: the scope of every request is opened here."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast

import pghistory
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap
from wijkaanpak.audit.services import flush_refusals
from wijkaanpak.tenancy.access import Access, access_of
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import person_scope, tenant_scope
from wijkaanpak.web.errors import has_typed_text, typed_text_page

View = Callable[..., HttpResponseBase]
Next = Callable[[HttpRequest], HttpResponseBase]


class HealthMiddleware:
    """Answers /livez and /readyz before host checks and redirects: a probe knows neither."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say "ok" when the process runs, and (ready) when PostgreSQL answers; 503 otherwise."""
        if request.path == "/livez":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            try:
                connection.ensure_connection()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except DatabaseError:
                connection.close()
                return HttpResponse("database away", content_type="text/plain", status=503)
            return HttpResponse("ok", content_type="text/plain")
        return self.get_response(request)


class AnswerHeadersMiddleware:
    """What a logged-in person sees is stored nowhere; page and part of one URL are told apart."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add Cache-Control and Vary to every answer that does not say itself how it may be kept."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        return response


class SecondFactorMiddleware:
    """Where MFA_REQUIRED is on, nobody gets further than setting up a second factor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the check waits until the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Send someone without a second factor to the page where they add one."""
        if not settings.MFA_REQUIRED or access_of(view) is Access.PUBLIC:
            return None
        if not isinstance(request.user, Gebruiker) or is_mfa_enabled(request.user):
            return None  # asked every time: who takes a factor away stands before this door again at once
        return redirect("mfa_index")


class TenantMiddleware:
    """Runs every view in one transaction with exactly the scope it may have.

    A URL with ``gemeente`` gets that gemeente, if the person is a member now (else 404: what lies
    behind the wall does not show that it exists). Another URL of a logged-in person gets a reading
    scope over all their gemeenten. ``public`` views get no scope at all, and views
    marked ``invited`` the scope of the gemeente without a membership.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; all work is done once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view inside its scope and return its rendered answer."""
        slug = kwargs.pop("gemeente", None)
        access = access_of(view)
        if slug is not None and access is Access.INVITED:
            return self._as_guest(cast("MemberRequest", request), slug, view, args, kwargs)
        if access is not Access.MEMBER:
            return None
        if not request.user.is_authenticated:
            return _ask_to_log_in(cast("MemberRequest", request), view, slug, kwargs)
        return self._as_member(cast("MemberRequest", request), slug, view, args, kwargs)

    def _as_member(
        self, request: MemberRequest, slug: str | None, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        user = request.user
        try:
            with ExitStack() as stack:
                stack.enter_context(pghistory.context(gebruiker=str(user.pk)))
                person = stack.enter_context(person_scope(user.pk))
                memberships = Lidmaatschap.unscoped.active().of(user)
                if slug is None:
                    request.lidmaatschappen = list(memberships)
                    stack.enter_context(person.read([lid.gemeente_id for lid in request.lidmaatschappen]))
                else:
                    lid = memberships.filter(gemeente__slug=slug).first()
                    if lid is None:
                        raise Http404
                    request.lid, request.gemeente = lid, lid.gemeente
                    stack.enter_context(person.narrow(lid.gemeente_id))
                return _answer(view, request, args, kwargs)
        finally:
            flush_refusals(request)

    def _as_guest(
        self, request: MemberRequest, slug: str, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        gemeente = Gemeente.objects.filter(slug=slug).first()
        if gemeente is None:
            raise Http404
        request.gemeente = gemeente
        user_id = request.user.pk if request.user.is_authenticated else None
        try:
            with pghistory.context(gebruiker=str(user_id)), tenant_scope(gemeente.pk, user_id=user_id):
                return _answer(view, request, args, kwargs)
        except Http404:
            del request.gemeente  # its name on the page would tell that this gemeente exists
            raise


def _answer(view: View, request: HttpRequest, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponseBase:
    response = view(request, *args, **kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()  # inside the scope: a lazy template still reads rows
    return response


def _ask_to_log_in(request: MemberRequest, view: View, slug: str | None, kwargs: dict[str, Any]) -> HttpResponse:
    """Send to the login page and back; what an expired session was saving is kept, or shown."""
    keep = getattr(view, "keep_after_expiry", None)
    target = request.get_full_path() if request.method == "GET" else reverse(settings.LOGIN_REDIRECT_URL)
    if keep is not None and request.method == "POST":
        kept = keep(request, slug, **kwargs)
        if kept is None:
            return HttpResponse(status=413) if request.htmx else typed_text_page(request, 413)
        target = kept
    elif request.method == "POST" and has_typed_text(request):
        return typed_text_page(request, 401)
    elif request.htmx and request.htmx.current_url_abs_path:
        target = request.htmx.current_url_abs_path
    redirect = redirect_to_login(target)
    if request.htmx:
        return HttpResponse(status=401, headers={"HX-Redirect": redirect.url})
    return redirect
