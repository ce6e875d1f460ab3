"""Mijn overzicht, help, theme, health, and the page of one's own preferences."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require
from wijkaanpak.documents.bundle import public_key
from wijkaanpak.tenancy.access import public
from wijkaanpak.web import hulp as hulp_pages
from wijkaanpak.web.forms import HuisstijlForm, VoorkeurenForm
from wijkaanpak.web.home import Actie, Groep, acties_of, secties_of
from wijkaanpak.web.services import change_brand_colour, save_preferences
from wijkaanpak.web.theming import parse_colour, stylesheet, stylesheet_name


@require_GET
def overzicht(request: MemberRequest) -> HttpResponse:
    """Mijn overzicht: what waits for me in all my gemeenten, by date, and my projects."""
    today = timezone.localdate()
    acties = acties_of(request.user)
    alles = request.GET.get("acties") == "alle"
    groepen = group_by_date(acties, today, alles=alles)
    context = {
        "vandaag": today,
        "groepen": groepen,
        "aantal": sum(len(groep.acties) for groep in groepen),
        "te_laat": sum(actie.wanneer is not None and actie.wanneer < today for actie in acties),
        "totaal": len(acties),
        "alles": alles,
        "secties": secties_of(request.user, today),
        "toon_gemeente": len(request.lidmaatschappen) > 1,
    }
    return render(request, "web/overzicht.html", context)


def group_by_date(acties: list[Actie], today: datetime.date, *, alles: bool) -> list[Groep]:
    """Return the actions of this week in groups; with ``alles`` also later and without a date."""
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    tomorrow = today + datetime.timedelta(days=1)

    def between(first: datetime.date, last: datetime.date) -> list[Actie]:
        return [actie for actie in acties if actie.wanneer is not None and first <= actie.wanneer <= last]

    groepen = [
        Groep(_("Te laat"), "laat", between(datetime.date.min, today - datetime.timedelta(days=1))),
        Groep(_("Vandaag en morgen"), "nu", between(today, tomorrow)),
        Groep(_("Later deze week"), "week", between(tomorrow + datetime.timedelta(days=1), max(sunday, tomorrow))),
    ]
    if alles:
        groepen += [
            Groep(_("Daarna"), "later", between(max(sunday, tomorrow) + datetime.timedelta(days=1), datetime.date.max)),
            Groep(_("Zonder datum"), "geen", [actie for actie in acties if actie.wanneer is None]),
        ]
    return [groep for groep in groepen if groep.acties]


@require_http_methods(["GET", "POST"])
def voorkeuren(request: MemberRequest) -> HttpResponse:
    """My name, shortcuts on or off, and the way to password, second factor and sessions."""
    form = VoorkeurenForm(
        request.POST or None, initial={"naam": request.user.naam, "sneltoetsen": request.user.sneltoetsen}
    )
    if request.method == "POST" and form.is_valid():
        save_preferences(user=request.user, **form.cleaned_data)
        messages.success(request, _("Je voorkeuren zijn bewaard."))
        return redirect("web:voorkeuren")
    return render(request, "web/voorkeuren.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def huisstijl(request: MemberRequest) -> HttpResponse:
    """The brand colour of the gemeente, with its contrast checked before it is saved."""
    require(request, "web.huisstijl_wijzigen")
    form = HuisstijlForm(request.POST or None, initial={"merkkleur": request.gemeente.merkkleur})
    if request.method == "POST" and form.is_valid():
        change_brand_colour(gemeente=request.gemeente, colour=form.cleaned_data["merkkleur"])
        messages.success(request, _("De kleur is bewaard."))
        return redirect("web:huisstijl", request.gemeente.slug)
    return render(request, "web/huisstijl.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_GET
def thema(request: HttpRequest, naam: str) -> HttpResponse:
    """The stylesheet of a colour. Its name holds the colour and a hash, so it never changes."""
    try:
        colour = parse_colour("#" + naam.split("-")[0])
    except ValueError as error:
        raise Http404 from error
    if stylesheet_name(colour) != naam:
        raise Http404
    response = HttpResponse(stylesheet(colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@public
@require_GET
def hulp_index(request: HttpRequest) -> HttpResponse:
    """All help pages."""
    return render(request, "web/hulp_index.html", {"paginas": hulp_pages.all_pages()})


@public
@require_GET
def hulp(request: HttpRequest, slug: str) -> HttpResponse:
    """One help page."""
    pagina = hulp_pages.page(slug)
    if pagina is None:
        raise Http404
    return render(request, "web/hulp.html", {"pagina": pagina, "paginas": hulp_pages.all_pages()})


@public
@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """How to report a weakness (RFC 9116)."""
    expires = (timezone.now() + datetime.timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        "Contact: mailto:security@wijkaanpak.example",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL.rstrip('/')}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_GET
def tekensleutel(request: HttpRequest) -> HttpResponse:
    """The public half of the key under certificates: who checks a bundle compares it with this."""
    return HttpResponse(f"{public_key(settings.TEKENSLEUTEL)}\n", content_type="text/plain; charset=utf-8")


@require_GET
def gemeente_home(request: MemberRequest) -> HttpResponseRedirect:
    """The address of a gemeente leads to its projects."""
    return redirect("projects:lijst", request.gemeente.slug)
