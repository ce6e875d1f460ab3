"""Signing an agreement: freeze it, ask, remind, sign; ``papier`` is for ink, ``tekenrecht`` says what is refused."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import (
    Handtekening,
    Mandaat,
    Partner,
    Project,
    Projectdocument,
    Projectuitnodiging,
    Tekenbericht,
    Tekenverzoek,
)
from projects.models.documenten import Documentsoort, Tekenstaat, Tekenwijze, Verzoeksoort
from projects.models.partners import VERPLICHT, Mandaatsoort, in_order
from projects.querysets import MandaatQuerySet, VerzoekQuerySet
from projects.services.tekenrecht import (
    day,
    is_up,
    named_in,
    require_name,
    require_signable,
    require_signatory,
)
from wijkaanpak.accounts.models import Lidmaatschap, Rol, Uitnodiging
from wijkaanpak.accounts.services import invite, invite_again, withdraw_invitation
from wijkaanpak.audit.services import record
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.post.services import enqueue
from wijkaanpak.tenancy.hurry import hurry

SIGNING_MAIL = "tekenen"  # the kind of mail
CERTIFICATE_TASK = "projects.tasks.make_certificates"
REMIND_AFTER = timedelta(days=7)
REMIND_AGAIN_AFTER = timedelta(hours=20)  # by hand: a double click, or two colleagues, is one mail
MESSAGES_MAX = 4  # by itself
MESSAGES_MOST = 10  # by hand too
READERS_MOST = 5  # colleagues of one signatory


def obstacles(project: Project, document: Projectdocument) -> list[str]:
    """Return what keeps this version from being put up for signature, in words; [] when nothing does."""
    found = []
    partners = list(Partner.objects.current().filter(project=project))
    there = {partner.soort for partner in partners}
    missing = [str(soort.label) for soort in VERPLICHT if soort not in there]
    if missing:
        found.append(_("Nog niet bij de partners: %(wie)s.") % {"wie": ", ".join(missing)})
    signing = set(_signing_mandates(project).values_list("partner_id", flat=True))
    without = [partner.naam for partner in partners if partner.soort in VERPLICHT and partner.pk not in signing]
    if without:
        found.append(_("Niemand heeft nu mandaat om te tekenen namens: %(wie)s.") % {"wie": ", ".join(sorted(without))})
    if document.tekenstaat == Tekenstaat.CONCEPT and not missing and not without:
        now = {(each.partner.naam, each.naam, each.functie) for each in _signatories(project).values()}
        if now != named_in(document):
            found.append(_("De ondertekenaars zijn veranderd sinds deze versie. Maak een nieuwe versie."))
    if document.staat != Maakstaat.KLAAR:
        found.append(_("De pdf van deze versie is nog niet klaar."))
    if document.tekenstaat != Tekenstaat.CONCEPT:
        found.append(_("Deze versie is al ter ondertekening gelegd."))
    newest = Projectdocument.objects.filter(project=project, soort=document.soort).aggregate(n=Max("nummer"))["n"]
    if newest != document.nummer:
        found.append(_("Er is een nieuwere versie. Leg die ter ondertekening."))
    return found


def not_asked(document: Projectdocument) -> list[str]:
    """Return the organisations that sign nothing: no request goes, or went, to them for this version."""
    rows = Partner.objects.current().filter(project=document.project_id)
    if document.tekenstaat == Tekenstaat.CONCEPT:
        rows = rows.exclude(pk__in=_signing_mandates(document.project).values("partner"))
    else:
        rows = rows.exclude(verzoeken__in=document.verzoeken.filter(soort=Verzoeksoort.TEKENEN))
    return sorted(rows.values_list("naam", flat=True), key=str.lower)


def _signing_mandates(project: Project) -> MandaatQuerySet:
    in_force: MandaatQuerySet = Mandaat.objects.in_force(timezone.localdate())
    return in_force.filter(project=project, soort=Mandaatsoort.TEKENEN)


def _signatories(project: Project) -> dict[UUID, Mandaat]:
    """The mandate to sign of each organisation; of two, the one that starts last."""
    rows = _signing_mandates(project).select_related("partner").order_by("van", "pk")
    return {mandaat.partner_id: mandaat for mandaat in rows}


def will_be_asked(project: Project) -> list[Mandaat]:
    """Return on whose mandates a request goes out when a version is put up now, the required partners first."""
    found = _signatories(project).values()
    return sorted(found, key=lambda mandaat: in_order(mandaat.partner.soort, mandaat.partner.naam))


@transaction.atomic
def put_up_for_signature(*, document: Projectdocument, by: Lidmaatschap) -> list[Tekenverzoek]:
    """Freeze an agreement and ask the mandated signatory of every organisation to sign it.

    A version that was up before is replaced: its signatures stay with its own bytes, and everyone signs anew.
    Raises ValidationError with everything that stands in the way.
    """
    versions = Projectdocument.objects.filter(project=document.project_id, soort=document.soort)
    list(versions.select_for_update(of=["self"]).only("pk").order_by("pk"))  # all, in one order: signing locks its own
    locked = versions.select_related("project").get(pk=document.pk)
    if locked.soort != Documentsoort.OVEREENKOMST:
        raise ValidationError(_("Alleen een samenwerkingsovereenkomst wordt getekend."))
    if found := obstacles(locked.project, locked):
        raise ValidationError(found)
    now = timezone.now()
    of_before = Tekenverzoek.objects.current().filter(document__in=versions, handtekeningen=None)
    of_before.update(ingetrokken_op=now)
    versions.filter(tekenstaat__in=[Tekenstaat.TEKENEN, Tekenstaat.GETEKEND]).update(
        tekenstaat=Tekenstaat.VERVANGEN, certificaat_pogingen=0
    )
    locked.tekenstaat, locked.bevroren_op = Tekenstaat.TEKENEN, now
    locked.save(update_fields=["tekenstaat", "bevroren_op"])
    asked = [
        ask(document=locked, mandaat=mandaat, by=by, soort=Verzoeksoort.TEKENEN, naam=mandaat.naam, email=mandaat.email)
        for mandaat in _signatories(locked.project).values()
    ]
    record(by.gemeente_id, by.gebruiker_id, "overeenkomst ter ondertekening", f"projects.projectdocument:{locked.pk}")
    transaction.on_commit(lambda: hurry(CERTIFICATE_TASK, by.gemeente_id))  # of the version it replaced
    return asked


def ask(
    *, document: Projectdocument, mandaat: Mandaat, by: Lidmaatschap, soort: str, naam: str, email: str
) -> Tekenverzoek:
    """Ask one person: a member at once, anyone else through an invitation to the gemeente."""
    lid = Lidmaatschap.objects.active().filter(gebruiker__email__iexact=email.strip()).first()
    uitnodiging, is_made = (None, False) if lid else _invitation_for(email, by)
    verzoek = Tekenverzoek.objects.create(
        gemeente_id=document.gemeente_id,
        document=document,
        partner_id=mandaat.partner_id,
        mandaat=mandaat if soort == Verzoeksoort.TEKENEN else None,
        soort=soort,
        naam=naam,
        email=email.strip().lower(),
        lid=lid,
        uitnodiging=uitnodiging,
        is_uitgenodigd=is_made,
        gevraagd_door=by,
    )
    _write_message(verzoek)
    return verzoek


def _invitation_for(email: str, by: Lidmaatschap) -> tuple[Uitnodiging, bool]:
    """Return the invitation of an address, and whether it was made now; one that waits keeps its role."""
    found: Uitnodiging | None = Uitnodiging.objects.pending().filter(email__iexact=email.strip()).first()
    if found is None:
        return invite(gemeente_id=by.gemeente_id, by=by, email=email, rol=Rol.GAST), True
    return (invite_again(uitnodiging=found) if found.is_expired else found), False


def _write_message(verzoek: Tekenverzoek) -> None:
    """Put the next mail of a request in the outbox."""
    number = (verzoek.berichten.aggregate(n=Max("volgnummer"))["n"] or 0) + 1
    Tekenbericht.objects.create(gemeente_id=verzoek.gemeente_id, verzoek=verzoek, volgnummer=number)
    enqueue(
        gemeente_id=verzoek.gemeente_id,
        soort=SIGNING_MAIL,
        sleutel=f"{verzoek.pk}:{number}",
        ding=verzoek.pk,
        lid_id=verzoek.lid_id,
        adres="" if verzoek.lid else verzoek.email,
    )


@transaction.atomic
def let_read_along(*, verzoek: Tekenverzoek, naam: str, email: str, by: Lidmaatschap) -> Tekenverzoek:
    """Let a colleague of a signatory read the agreement (not sign it); asking twice is one request."""
    verzoek = lock_request(verzoek)
    if verzoek.mandaat is None or not is_up(verzoek):
        raise ValidationError(_("Deze overeenkomst ligt niet meer ter ondertekening."))
    readers = Tekenverzoek.objects.current().filter(document=verzoek.document, soort=Verzoeksoort.MEELEZEN)
    found: Tekenverzoek | None = readers.filter(email__iexact=email.strip()).first()
    if found is None and readers.filter(partner=verzoek.partner).count() >= READERS_MOST:
        raise ValidationError(_("Er lezen al %(n)s collega's van je organisatie mee.") % {"n": READERS_MOST})
    return found or ask(
        document=verzoek.document, mandaat=verzoek.mandaat, by=by, soort=Verzoeksoort.MEELEZEN, naam=naam, email=email
    )


@transaction.atomic
def remind(*, verzoek: Tekenverzoek) -> None:
    """Remind a signatory. Raises ValidationError with the reason when no mail would go.

    Who has no account yet gets the invitation again, with a link that works.
    """
    locked = lock_request(verzoek)
    if reason := _why_no_mail(locked):
        raise ValidationError(reason)
    _remind(locked)


def _why_no_mail(verzoek: Tekenverzoek) -> str:
    if not is_up(verzoek) or verzoek.document.project.is_archived or verzoek.handtekeningen.exists():
        return _("Deze persoon hoeft niet meer te tekenen. Er gaat geen mail weg.")
    if verzoek.lid is not None and not verzoek.lid.is_active:
        return _("Deze persoon heeft geen toegang meer. Er gaat geen mail weg. Kies ‘Vraag opnieuw’.")
    if verzoek.lid is None and (verzoek.uitnodiging is None or verzoek.uitnodiging.ingetrokken_op is not None):
        return _("De uitnodiging is ingetrokken. Er gaat geen mail weg. Kies ‘Vraag opnieuw’.")
    latest = verzoek.berichten.order_by("-volgnummer").first()
    if latest is not None and latest.volgnummer >= MESSAGES_MOST:
        return _("Er gingen al %(n)s mails. Er gaat geen mail meer weg. Bel deze persoon.") % {"n": MESSAGES_MOST}
    if latest is not None and latest.moment > timezone.now() - REMIND_AGAIN_AFTER:
        return _("Er ging vandaag al een mail naar deze persoon.")
    return ""


def _remind(verzoek: Tekenverzoek) -> None:
    _write_message(verzoek)
    if verzoek.lid_id is None and verzoek.uitnodiging is not None and verzoek.uitnodiging.aanvaard_op is None:
        invite_again(uitnodiging=verzoek.uitnodiging)


def late_without_account() -> VerzoekQuerySet:
    """Return the requests of a week ago to people who made no account yet."""
    rows: VerzoekQuerySet = (
        Tekenverzoek.objects.open()
        .annotate(laatste=Max("berichten__moment"), aantal=Max("berichten__volgnummer"))
        .filter(laatste__lt=timezone.now() - REMIND_AFTER, aantal__lt=MESSAGES_MAX, lid=None)
    )
    return rows


@transaction.atomic
def invite_the_late() -> int:
    """Invite anew, by itself, who was asked a week ago and made no account yet; return how many.

    Who has an account is reminded like of anything else that waits for them (``projects.herinneringen``).
    """
    late = list(late_without_account().select_related("uitnodiging"))
    for verzoek in late:
        _remind(verzoek)
    return len(late)


@transaction.atomic
def ask_again(*, verzoek: Tekenverzoek, by: Lidmaatschap) -> Tekenverzoek:
    """Withdraw a request and ask whom the mandate names now: for a wrong address, or an account that ended.

    The name and function must be those in the frozen text; another signatory is another version.
    Raises ValidationError when nobody has that mandate.
    """
    locked = lock_request(verzoek)
    mandaat = _signatories(locked.document.project).get(locked.partner_id)
    if mandaat is None or not is_up(locked) or locked.handtekeningen.exists():
        raise ValidationError(_("Leg eerst een mandaat vast om te tekenen namens deze organisatie."))
    if (mandaat.partner.naam, mandaat.naam, mandaat.functie) not in named_in(locked.document):
        raise ValidationError(_("In de overeenkomst staat een andere ondertekenaar. Maak een nieuwe versie."))
    locked.ingetrokken_op = timezone.now()
    locked.save(update_fields=["ingetrokken_op"])
    asked = ask(
        document=locked.document, mandaat=mandaat, by=by, soort=Verzoeksoort.TEKENEN, naam=mandaat.naam,
        email=mandaat.email,
    )  # fmt: skip
    if asked.uitnodiging is None or asked.uitnodiging_id != locked.uitnodiging_id:
        _take_back_invitation(locked)
    else:
        invite_again(uitnodiging=asked.uitnodiging)
    return asked


def _take_back_invitation(verzoek: Tekenverzoek) -> None:
    """Withdraw the invitation of a request, if signing made it and nothing and nobody else uses it."""
    uitnodiging = verzoek.uitnodiging
    if uitnodiging is None or uitnodiging.aanvaard_op is not None:
        return
    requests = Tekenverzoek.objects.filter(uitnodiging=uitnodiging)
    made_here = requests.filter(is_uitgenodigd=True, gevraagd_door=uitnodiging.uitgenodigd_door_id).exists()
    used = requests.current().exists() or Projectuitnodiging.objects.filter(uitnodiging=uitnodiging).exists()
    if made_here and uitnodiging.rol == Rol.GAST and not used:
        withdraw_invitation(uitnodiging=uitnodiging)


@transaction.atomic
def sign(*, verzoek: Tekenverzoek, lid: Lidmaatschap, naam: str, functie: str, sha256: str) -> Handtekening:
    """Sign in the app. The caller has asked this person to log in again. Raises TekenGeweigerd with the reason."""
    locked = lock_request(verzoek)
    require_signatory(locked, lid)
    mandaat = require_signable(locked, sha256)
    require_name(mandaat, naam, functie)
    return write_signature(verzoek=locked, lid=lid, mandaat=mandaat, wijze=Tekenwijze.APP)


def lock_request(verzoek: Tekenverzoek) -> Tekenverzoek:
    """Return a request with what it hangs on, itself and its version locked."""
    rows = Tekenverzoek.objects.select_related("document__project", "mandaat", "partner", "uitnodiging", "lid")
    Projectdocument.objects.select_for_update(of=["self"]).get(pk=verzoek.document_id)
    return rows.select_for_update(of=["self"]).get(pk=verzoek.pk)


def write_signature(
    *, verzoek: Tekenverzoek, lid: Lidmaatschap, mandaat: Mandaat, wijze: str,
    papier_op: date | None = None, scan: "UploadedFile[Any] | None" = None, mime: str = "", scan_sha256: str = "",
) -> Handtekening:  # fmt: skip
    """Store a signature in the name that the agreement and the mandate hold; ``lid`` signed, or added the scan."""
    handtekening = Handtekening(
        gemeente_id=verzoek.gemeente_id,
        verzoek=verzoek,
        lid=lid,
        account=lid.gebruiker.email,
        organisatie=mandaat.partner.naam,
        naam=mandaat.naam,
        functie=mandaat.functie,
        grond=_("Mandaat van %(door)s, geldig van %(van)s tot en met %(tot)s")
        % {"door": mandaat.verleend_door, "van": day(mandaat.van), "tot": day(mandaat.tot)},
        wijze=wijze,
        sha256=verzoek.document.sha256,
        papier_op=papier_op,
        scan_mime=mime,
        scan_sha256=scan_sha256,
    )
    if scan is not None:
        scan.seek(0)
        handtekening.scan.save("scan", ContentFile(scan.read()), save=False)
    handtekening.save()
    if wijze == Tekenwijze.PAPIER and verzoek.lid_id != lid.pk:
        _write_message(verzoek)  # to whose signature it is
    document = verzoek.document
    Projectdocument.objects.filter(pk=document.pk).update(certificaat_pogingen=0)
    if not Tekenverzoek.objects.open().filter(document=document).exists():
        document.tekenstaat = Tekenstaat.GETEKEND
        document.save(update_fields=["tekenstaat"])
    record(verzoek.gemeente_id, lid.gebruiker_id, f"getekend ({wijze})", f"projects.tekenverzoek:{verzoek.pk}")
    transaction.on_commit(lambda: hurry(CERTIFICATE_TASK, verzoek.gemeente_id))
    return handtekening


def connect_after_invitation(sender: object, uitnodiging: Uitnodiging, lid: Lidmaatschap, **kwargs: object) -> None:
    """Give the requests that waited for an account to the member who now has one."""
    Tekenverzoek.objects.filter(lid=None, email__iexact=uitnodiging.email).update(lid=lid)


def land_on_request(sender: object, lid: Lidmaatschap, **kwargs: object) -> str | None:
    """Return the address of what waits for a new member to sign or read, or None."""
    waiting = Tekenverzoek.objects.for_user(lid.gebruiker).filter(lid=lid).order_by("-soort", "gevraagd_op").first()
    return reverse("projects:tekenen", args=[lid.gemeente.slug, waiting.pk]) if waiting else None


def signs_again(project: Project) -> list[str]:
    """Return the organisations that signed a version which a new one would replace."""
    signed = Handtekening.objects.standing().filter(
        verzoek__document__project=project, verzoek__document__tekenstaat__in=[Tekenstaat.TEKENEN, Tekenstaat.GETEKEND]
    )
    return sorted(signed.values_list("organisatie", flat=True))
