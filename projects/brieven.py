"""How the mails about signing read: what to do and where, and no content."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import Handtekening, Tekenverzoek
from projects.models.documenten import Verzoeksoort
from projects.services.certificaat import signed_before
from projects.services.papier import taken_back
from projects.services.tekenen import SIGNING_MAIL
from wijkaanpak.post.brief import Brief, Knop, Mailsoort, register
from wijkaanpak.post.models import Mail


def signing(mail: Mail) -> Brief | None:
    """Return the mail about a request: to sign it, to read along, or that someone added a scan of their signature.

    None when it was signed, withdrawn or replaced meanwhile, and for who has no account: their invitation is the mail.
    """
    rows = Tekenverzoek.objects.select_related(
        "document__project__gemeente", "lid__gebruiker", "gevraagd_door__gebruiker"
    )
    verzoek: Tekenverzoek = rows.get(pk=str(mail.ding))
    scan = Handtekening.objects.standing().by_another().filter(verzoek=verzoek).select_related("lid__gebruiker").first()
    if scan is not None:
        return _of_scan(verzoek, scan)
    is_open = Tekenverzoek.objects.up().filter(pk=verzoek.pk, handtekeningen=None, lid__beeindigd_op=None).exists()
    return _of_request(mail, verzoek) if is_open and verzoek.lid is not None else None


def _words(verzoek: Tekenverzoek) -> dict[str, str]:
    project = verzoek.document.project
    return {
        "wie": verzoek.lid.gebruiker.voornaam if verzoek.lid else verzoek.naam,
        "project": project.naam,
        "gemeente": project.gemeente.naam,
        "afzender": verzoek.gevraagd_door.gebruiker.naam,
    }


def _page(verzoek: Tekenverzoek) -> str:
    return reverse("projects:tekenen", args=[verzoek.document.project.gemeente.slug, verzoek.pk])


def _of_scan(verzoek: Tekenverzoek, scan: Handtekening) -> Brief:
    words = _words(verzoek) | {
        "afzender": scan.lid.gebruiker.naam,
        "adres": scan.account,
        "organisatie": scan.organisatie,
    }
    return Brief(
        onderwerp=_("Een scan van je handtekening is toegevoegd"),
        aanhef=_("Beste %(wie)s,") % words,
        alineas=[
            _("%(afzender)s heeft een scan van je handtekening toegevoegd.") % words,
            _(
                "Het gaat om de overeenkomst van het project %(project)s van gemeente %(gemeente)s, waaronder je"
                " tekende namens %(organisatie)s."
            )
            % words,
            _("Klopt dit niet, meld het dan bij %(afzender)s: %(adres)s.") % words,
        ],
        knop=Knop(_("Lees de overeenkomst en bekijk de scan"), _page(verzoek)) if verzoek.lid else None,
        daarna=[_("Je logt in met dit e-mailadres.")] if verzoek.lid else (),
    )


def _of_request(mail: Mail, verzoek: Tekenverzoek) -> Brief:
    words = _words(verzoek)
    is_reader = verzoek.soort == Verzoeksoort.MEELEZEN
    is_again = not mail.sleutel.endswith(":1")
    if is_reader:
        asked = _(
            "%(afzender)s vraagt je de overeenkomst van het project %(project)s van gemeente %(gemeente)s mee te lezen."
            " Jij hoeft niet te tekenen."
        )
    elif is_again:
        asked = _(
            "Je bent gevraagd de overeenkomst van het project %(project)s van gemeente %(gemeente)s te lezen en te"
            " tekenen. Dat is nog niet gebeurd."
        )
    else:
        asked = _(
            "%(afzender)s vraagt je de overeenkomst van het project %(project)s van gemeente %(gemeente)s te lezen en"
            " te tekenen namens je organisatie."
        )
    return Brief(
        onderwerp=_("Herinnering: een overeenkomst wacht op jou") if is_again else _("Een overeenkomst wacht op jou"),
        aanhef=_("Beste %(wie)s,") % words,
        alineas=[asked % words, *_what_came_before(verzoek)],
        knop=Knop(_("Lees de overeenkomst"), _page(verzoek)),
        daarna=[_("Je logt in met dit e-mailadres. Klopt dit verzoek niet? Laat het de afzender weten.")],
    )


def _what_came_before(verzoek: Tekenverzoek) -> list[str]:
    if verzoek.soort != Verzoeksoort.TEKENEN:
        return []
    said = []
    if eerder := signed_before(verzoek):
        said.append(
            _(
                "Dit is een nieuwe versie (%(nieuw)s). Die vervangt versie %(oud)s, die namens je organisatie is"
                " getekend. Op de pagina zie je wat er anders is."
            )
            % {"nieuw": verzoek.document.nummer, "oud": eerder.nummer}
        )
    if taken_back(verzoek) is not None:
        said.append(
            _(
                "Van jouw organisatie stond er al een scan van een handtekening. Die is weggehaald. Op de pagina lees"
                " je waarom."
            )
        )
    return said


register(Mailsoort(SIGNING_MAIL, _lazy("Verzoek om te tekenen of mee te lezen"), signing))
