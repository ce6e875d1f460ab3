"""Members and invitations of a gemeente, and following an invitation."""

from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkaanpak.accounts import services
from wijkaanpak.accounts.forms import RegistratieForm, RolForm, UitnodigingForm
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Uitnodiging
from wijkaanpak.accounts.rights import require
from wijkaanpak.audit.models import Logregel
from wijkaanpak.audit.woorden import names_of, words_of
from wijkaanpak.tenancy.access import invited


@require_GET
def leden(request: MemberRequest) -> HttpResponse:
    """Who belongs to the gemeente, with role and last login; and who was invited."""
    require(request, "accounts.leden_beheren")
    return _show_members(request, UitnodigingForm())


def _show_members(request: MemberRequest, form: UitnodigingForm) -> HttpResponse:
    context = {
        "leden": Lidmaatschap.objects.with_people(),
        "uitnodigingen": Uitnodiging.objects.pending(),
        "form": form,
    }
    return render(request, "accounts/leden.html", context, status=422 if form.errors else 200)


@require_POST
def uitnodigen(request: MemberRequest) -> HttpResponse:
    """Invite an address."""
    require(request, "accounts.leden_beheren")
    form = UitnodigingForm(request.POST)
    if form.is_valid():
        try:
            uitnodiging = services.invite(gemeente_id=request.gemeente.pk, by=request.lid, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De uitnodiging voor %(email)s gaat nu weg.") % {"email": uitnodiging.email})
            return redirect("accounts:leden", request.gemeente.slug)
    return _show_members(request, form)


@require_http_methods(["GET", "POST"])
def lid_wijzigen(request: MemberRequest, lid_id: UUID) -> HttpResponse:
    """Another role for a member."""
    require(request, "accounts.leden_beheren")
    lid = get_object_or_404(Lidmaatschap.objects.active().with_people(), pk=lid_id)
    form = RolForm(request.POST or None, initial={"rol": lid.rol})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_role(lid=lid, rol=form.cleaned_data["rol"])
        except ValidationError as error:
            form.add_error("rol", error)
        else:
            messages.success(request, _("De rol van %(naam)s is gewijzigd.") % {"naam": lid.gebruiker.naam})
            return redirect("accounts:leden", request.gemeente.slug)
    context = {"wie": lid, "form": form}
    return render(request, "accounts/lid_wijzigen.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def lid_beeindigen(request: MemberRequest, lid_id: UUID) -> HttpResponse:
    """Ask whether to end someone's access, and end it."""
    require(request, "accounts.leden_beheren")
    lid = get_object_or_404(Lidmaatschap.objects.active().with_people(), pk=lid_id)
    fout = ""
    if request.method == "POST":
        try:
            services.end_membership(lid=lid, by=request.lid)
        except ValidationError as error:
            fout = error.messages[0]
        else:
            messages.success(request, _("%(naam)s heeft geen toegang meer.") % {"naam": lid.gebruiker.naam})
            return redirect("accounts:leden", request.gemeente.slug)
    context = {"wie": lid, "fout": fout}
    return render(request, "accounts/lid_beeindigen.html", context, status=422 if fout else 200)


@require_POST
def opnieuw_uitnodigen(request: MemberRequest, uitnodiging_id: UUID) -> HttpResponseRedirect:
    """Send a new link; the old one stops working."""
    require(request, "accounts.leden_beheren")
    uitnodiging = get_object_or_404(Uitnodiging.objects.pending(), pk=uitnodiging_id)
    services.invite_again(uitnodiging=uitnodiging)
    messages.success(request, _("Er gaat een nieuwe uitnodiging weg. De oude link werkt niet meer."))
    return redirect("accounts:leden", request.gemeente.slug)


@require_POST
def uitnodiging_intrekken(request: MemberRequest, uitnodiging_id: UUID) -> HttpResponseRedirect:
    """Withdraw an invitation."""
    require(request, "accounts.leden_beheren")
    uitnodiging = get_object_or_404(Uitnodiging.objects.pending(), pk=uitnodiging_id)
    services.withdraw_invitation(uitnodiging=uitnodiging)
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("accounts:leden", request.gemeente.slug)


@require_GET
def logboek(request: MemberRequest) -> HttpResponse:
    """What was refused, shared and ended, the newest hundred lines."""
    require(request, "accounts.leden_beheren")
    lines = list(Logregel.objects.recent())
    names = names_of(lines)
    context = {"regels": [(regel, words_of(regel.handeling), names.get(regel.ding, "")) for regel in lines]}
    return render(request, "accounts/logboek.html", context)


@invited
@require_http_methods(["GET", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Follow an invitation: accept it when logged in, log in first, or make an account."""
    found = Uitnodiging.objects.with_token(token).select_related("gemeente").first()
    user = request.user if isinstance(request.user, Gebruiker) else None
    if (
        found is None
        and user
        and (own := Uitnodiging.objects.spent(token).filter(aanvaard_door__gebruiker=user).first())
    ):
        assert own.aanvaard_door is not None  # noqa: S101 (asked for above)
        return redirect(services.landing_of(own.aanvaard_door))  # the second click of a double click
    if found is None:
        raise Http404
    known = Gebruiker.objects.filter(email__iexact=found.email).exists()
    form = RegistratieForm(request.POST or None, email=found.email) if user is None and not known else None
    if request.method == "POST":
        if user is not None and user.email.lower() == found.email.lower():
            return _welcome(request, services.accept_invitation(uitnodiging=found, user=user))
        if form is not None and form.is_valid():
            user = services.register(
                uitnodiging=found, naam=form.cleaned_data["naam"], password=form.cleaned_data["wachtwoord"]
            )
            lid = services.accept_invitation(uitnodiging=found, user=user)
            perform_login(request, user)
            return _welcome(request, lid)
    context = {"uitnodiging": found, "form": form, "bekend": known, "token": token}
    return render(request, "accounts/uitnodiging.html", context, status=422 if form and form.errors else 200)


def _welcome(request: HttpRequest, lid: Lidmaatschap) -> HttpResponseRedirect:
    messages.success(request, _("Welkom bij wijkaanpak van gemeente %(naam)s.") % {"naam": lid.gemeente.naam})
    return redirect(services.landing_of(lid))
