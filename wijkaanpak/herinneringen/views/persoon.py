"""Inbox, settings and calendar of one person, over all their gemeenten."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap
from wijkaanpak.herinneringen.afmelden import read_token
from wijkaanpak.herinneringen.agenda import appointments_of, calendar_of
from wijkaanpak.herinneringen.bronnen import Soort, kind, kinds
from wijkaanpak.herinneringen.forms import KeuzesForm
from wijkaanpak.herinneringen.models import Herinnering, Voorkeur
from wijkaanpak.herinneringen.services import agendasleutel, keuzes
from wijkaanpak.herinneringen.services.lezen import mark_all_read, mark_read
from wijkaanpak.tenancy.access import public
from wijkaanpak.tenancy.scope import person_scope

SHOWN = 100


@require_GET
def postvak(request: MemberRequest) -> HttpResponse:
    """What this person was told, the unread first; the newest hundred."""
    rows: list[Herinnering] = list(Herinnering.objects.for_user(request.user)[: SHOWN + 1])
    unread = [row for row in rows if row.gelezen_op is None]
    context = {
        "rijen": rows[:SHOWN],
        "is_meer": len(rows) > SHOWN,
        "ongelezen": Herinnering.objects.unread().filter(lid__gebruiker=request.user).count(),
        "gemeenten_ongelezen": sorted({row.gemeente for row in unread}, key=lambda each: each.naam),
    }
    return render(request, "herinneringen/postvak.html", context)


@require_GET
def openen(request: MemberRequest, herinnering_id: UUID) -> HttpResponse:
    """Go to what a line is about, and note that it was opened."""
    row: Herinnering = get_object_or_404(Herinnering.objects.filter(lid=request.lid), pk=herinnering_id)
    mark_read(herinnering=row)
    return redirect(row.pad)


@require_POST
def alles_gelezen(request: MemberRequest) -> HttpResponse:
    """Note that everything in this gemeente was seen."""
    number = mark_all_read(lid=request.lid)
    words = ngettext("%(n)d herinnering staat op gelezen.", "%(n)d herinneringen staan op gelezen.", number)
    messages.success(request, words % {"n": number})
    return redirect("herinneringen:postvak")


@require_http_methods(["GET", "POST"])
def instellingen(request: MemberRequest) -> HttpResponse:
    """What someone gets by mail, and when. It holds in all their gemeenten."""
    nu = Voorkeur.objects.filter(gebruiker=request.user).first()
    form = KeuzesForm(
        request.POST or None, soorten=_kinds_for(request.lidmaatschappen), nu=nu, onder=_below(request.lidmaatschappen)
    )
    if request.method == "POST" and form.is_valid():
        keuzes.save_own(user=request.user, values=form.values())
        messages.success(request, _("Je keuzes zijn bewaard. Ze gelden voor wat er vanaf nu bij komt."))
        return redirect("herinneringen:instellingen")
    context = {"form": form, "meer_gemeenten": len(request.lidmaatschappen) > 1}
    return render(request, "herinneringen/instellingen.html", context, status=422 if form.errors else 200)


def _kinds_for(leden: list[Lidmaatschap]) -> list[Soort]:
    roles = {lid.rol for lid in leden}
    return [soort for soort in kinds() if not soort.rollen or soort.rollen & roles]


def _below(leden: list[Lidmaatschap]) -> keuzes.Geldend:
    """Return what holds for who chooses nothing: that of their gemeente, of the first by name for who has several."""
    return keuzes.combine(*keuzes.defaults_of(leden[0].gemeente)) if leden else keuzes.Geldend()


@require_http_methods(["GET", "POST"])
def agenda(request: MemberRequest) -> HttpResponse:
    """The address of someone's own calendar: make one, replace it, or let it stop."""
    if request.method == "POST":
        if request.POST.get("wat") == "stop":
            agendasleutel.withdraw_key(user=request.user)
            messages.success(request, _("Het adres van je agenda werkt niet meer."))
        else:
            is_first = agendasleutel.current_key(request.user) is None
            agendasleutel.new_key(user=request.user)
            said = _("Dit is het adres van je agenda.")
            messages.success(request, said if is_first else said + " " + _("Het oude werkt niet meer."))
        return redirect("herinneringen:agenda")
    key = agendasleutel.current_key(request.user)
    address = urljoin(settings.BASE_URL, reverse("herinneringen:agenda-ics", args=[key.token])) if key else ""
    return render(request, "herinneringen/agenda.html", {"sleutel": key, "adres": address})


@public
@require_GET
def agenda_ics(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself, for a program that has its address. Neutral titles; what it links to asks to log in."""
    user = agendasleutel.person_of(token)
    if user is None:
        raise Http404
    with person_scope(user.pk) as person:
        leden = list(Lidmaatschap.unscoped.active().of(user))
        with person.read([lid.gemeente_id for lid in leden]):
            data = calendar_of(appointments_of(user))
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="wijkaanpak.ics"'
    return response


@csrf_exempt  # a mail program posts this without a page of ours (RFC 8058); the token says who and what
@public
@require_http_methods(["GET", "POST"])
def afmelden(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails of some kinds. Opening the page changes nothing; its button, or the mail program's, does.

    The page lets choose among the kinds of that mail, and go back; a mail program stops them all.
    """
    asked = read_token(token)
    if asked is None or not Gebruiker.objects.filter(pk=asked.gebruiker).exists():
        raise Http404
    ticked = request.POST.getlist("soort") if "wat" in request.POST else asked.soorten  # a mail program ticks nothing
    chosen = [each for each in asked.soorten if each in ticked]
    done = ""
    if request.method == "POST" and request.POST.get("wat") == "terug":
        keuzes.start_kinds(user_id=asked.gebruiker, soorten=chosen)
        done = "terug"
    elif request.method == "POST" and chosen:
        keuzes.stop_kinds(user_id=asked.gebruiker, soorten=chosen)
        done = "gestopt"
    shown = chosen if done else asked.soorten
    nothing = request.method == "POST" and not done
    context = {
        "soorten": [found for each in shown if (found := kind(each))],
        "gedaan": done,
        "niets_gekozen": nothing,
    }
    return render(request, "herinneringen/afmelden.html", context, status=422 if nothing else 200)
