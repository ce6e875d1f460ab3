"""What a beheerder sets and sees: the defaults of the gemeente and its region, and what became of the mails."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Min, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.herinneringen import rights  # noqa: F401  (the rights these views ask for)
from wijkaanpak.herinneringen.bronnen import kinds
from wijkaanpak.herinneringen.forms import KeuzesForm
from wijkaanpak.herinneringen.models import Ronde
from wijkaanpak.herinneringen.services import keuzes
from wijkaanpak.post.brief import kind_name
from wijkaanpak.post.models import Adresstop, Mail, last_beat
from wijkaanpak.post.services import STOPPED, lift_stop, send_again, send_all_again

MANAGE = "herinneringen.beheren"
MANAGE_REGION = "herinneringen.regio_beheren"
SHOWN = 50
WEEK = datetime.timedelta(days=7)
SLOW = datetime.timedelta(minutes=10)  # the outbox is looked at every minute


@require_http_methods(["GET", "POST"])
def standaard(request: MemberRequest) -> HttpResponse:
    """What holds in this gemeente for who chose nothing."""
    require(request, MANAGE)
    of_gemeente, of_region = keuzes.defaults_of(request.gemeente)
    form = KeuzesForm(request.POST or None, soorten=kinds(), nu=of_gemeente, onder=keuzes.combine(of_region))
    if request.method == "POST" and form.is_valid():
        keuzes.save_of_gemeente(gemeente=request.gemeente, values=form.values())
        messages.success(request, _("De standaard van de gemeente is bewaard."))
        return redirect("herinneringen:standaard", request.gemeente.slug)
    context = {"form": form, "van": "gemeente", "mag_regio": may(request.lid, MANAGE_REGION)}
    return render(request, "herinneringen/standaard.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def regiostandaard(request: MemberRequest) -> HttpResponse:
    """What holds in the region where a gemeente and a person chose nothing."""
    require(request, MANAGE_REGION)
    regio = request.gemeente.regio
    assert regio is not None  # noqa: S101 (the right asks for one)
    _of_gemeente, of_region = keuzes.defaults_of(request.gemeente)
    form = KeuzesForm(request.POST or None, soorten=kinds(), nu=of_region, onder=keuzes.Geldend())
    if request.method == "POST" and form.is_valid():
        keuzes.save_of_region(regio=regio, values=form.values())
        messages.success(request, _("De standaard van de regio is bewaard."))
        return redirect("herinneringen:regiostandaard", request.gemeente.slug)
    context = {"form": form, "van": "regio", "regio": regio, "mag_regio": True}
    return render(request, "herinneringen/standaard.html", context, status=422 if form.errors else 200)


@require_GET
def post(request: MemberRequest) -> HttpResponse:
    """What became of the mails: when we last looked, what waits, what was tried again, what was given up."""
    require(request, MANAGE)
    now = timezone.now()
    waiting = Q(verstuurd_op=None, vervallen_op=None, mislukt_op=None)
    figures = Mail.objects.aggregate(
        wacht=Count("pk", filter=waiting),
        opnieuw=Count("pk", filter=waiting & ~Q(reden="")),
        laatste=Max("verstuurd_op"),
        eerste=Min("moment", filter=waiting & Q(moment__gt=now)),
        verstuurd=Count("pk", filter=Q(verstuurd_op__gt=now - WEEK)),
    )
    failed = list(Mail.objects.failed().select_related("lid__gebruiker").order_by("-mislukt_op")[: SHOWN + 1])
    retried = list(Mail.objects.waiting().exclude(reden="").select_related("lid__gebruiker").order_by("moment")[:SHOWN])
    stops = list(Adresstop.objects.standing().order_by("-sinds"))
    stopped = {stop.adres for stop in stops}
    seen = last_beat("post")
    shown = [_shown(mail, stopped) for mail in failed[:SHOWN]]
    context: dict[str, Any] = {
        "cijfers": figures,
        "mislukt": shown,
        "kan_opnieuw": any(not each["is_gestopt"] for each in shown),
        "is_meer": len(failed) > SHOWN,
        "opnieuw": [_shown(mail, stopped) for mail in retried],
        "adressen": stops,
        "gezien_op": seen,
        "staat_stil": seen is None or seen < now - SLOW,
        "ronde": Ronde.objects.order_by("-dag").first(),
    }
    return render(request, "herinneringen/post.html", context)


def _shown(mail: Mail, stopped: set[str]) -> dict[str, Any]:
    return {
        "mail": mail,
        "soort": kind_name(mail),
        "reden": why(mail.reden),
        "is_gestopt": mail.naar.lower() in stopped,
    }


def why(reden: str) -> str:
    """Return in words why a mail did not go."""
    if reden == STOPPED:
        return _("Niet geprobeerd: dit adres weigert mail.")
    if reden[:1] == "5":
        return _("De mailserver van de ontvanger weigert (%(code)s).") % {"code": reden}
    if reden[:1] == "4":
        return _("De mailserver van de ontvanger kan nu niet (%(code)s).") % {"code": reden}
    if reden.startswith(("SMTP", "server ")) or reden.endswith("Error") or reden in ("TimeoutError", "gaierror"):
        return _("Onze mailserver antwoordt niet (%(code)s).") % {"code": reden}
    return _("Er ging iets mis bij ons (%(code)s).") % {"code": reden}


@require_POST
def opnieuw(request: MemberRequest, mail_id: UUID) -> HttpResponse:
    """Send a mail that was given up once more."""
    require(request, MANAGE)
    mail = get_object_or_404(Mail, pk=mail_id)
    if send_again(mail=mail):
        messages.success(request, _("De mail gaat opnieuw weg."))
    else:
        messages.info(request, _("Deze mail gaat al opnieuw weg, of het adres weigert nog steeds."))
    return redirect("herinneringen:post", request.gemeente.slug)


@require_POST
def alles_opnieuw(request: MemberRequest) -> HttpResponse:
    """Send everything that was given up once more."""
    require(request, MANAGE)
    number = send_all_again(gemeente_id=request.gemeente.pk)
    words = ngettext("%(n)d mail gaat opnieuw weg.", "%(n)d mails gaan opnieuw weg.", number)
    messages.success(request, words % {"n": number})
    return redirect("herinneringen:post", request.gemeente.slug)


@require_POST
def adres_vrij(request: MemberRequest, stop_id: UUID) -> HttpResponse:
    """Let mail go to an address again."""
    require(request, MANAGE)
    stop = get_object_or_404(Adresstop, pk=stop_id)
    lift_stop(stop=stop)
    messages.success(request, _("Mail naar %(adres)s gaat weer weg.") % {"adres": stop.adres})
    return redirect("herinneringen:post", request.gemeente.slug)
