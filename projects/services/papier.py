"""Signatures on paper: add the scan, and take back a scan that is not the right one."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Handtekening, Projectdocument, Tekenverzoek
from projects.models.documenten import Tekenstaat, Tekenwijze, Verzoeksoort
from projects.services.tekenen import CERTIFICATE_TASK, ask, lock_request, write_signature
from projects.services.tekenrecht import day, require_name, require_signable, require_signatory
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.documents.uploads import inspect_upload
from wijkaanpak.tenancy.hurry import hurry

REASON_MAX = 200


@transaction.atomic
def sign_on_paper(
    *,
    verzoek: Tekenverzoek,
    by: Lidmaatschap,
    naam: str,
    functie: str,
    papier_op: date,
    scan: "UploadedFile[Any]",
) -> Handtekening:
    """Add the scan of a signature on paper. Raises TekenGeweigerd, or ValidationError for the day or the file."""
    locked = lock_request(verzoek)
    _require_day(locked.document, papier_op)
    mandaat = require_signable(locked, locked.document.sha256, papier_op)
    require_name(mandaat, naam, functie)
    facts = inspect_upload(scan)
    if facts.mime not in ("application/pdf", "image/png", "image/jpeg"):
        raise ValidationError({"bestand": _("Een scan is een pdf, png of jpg.")})
    return write_signature(
        verzoek=locked, lid=by, mandaat=mandaat, wijze=Tekenwijze.PAPIER,
        papier_op=papier_op, scan=scan, mime=facts.mime, scan_sha256=facts.sha256,
    )  # fmt: skip


@transaction.atomic
def sign_own_paper(*, verzoek: Tekenverzoek, by: Lidmaatschap, **facts: Any) -> Handtekening:
    """Add the scan of a signature on paper, as who signed it: ``sign_on_paper``, for who is asked alone."""
    require_signatory(lock_request(verzoek), by)
    return sign_on_paper(verzoek=verzoek, by=by, **facts)


def _require_day(document: Projectdocument, papier_op: date) -> None:
    """Raise ValidationError for a day to come, or one before there was this text to sign."""
    frozen = timezone.localdate(document.bevroren_op) if document.bevroren_op else None
    if papier_op > timezone.localdate():
        raise ValidationError({"papier_op": _("Deze dag moet nog komen.")})
    if frozen and papier_op < frozen:
        text = _("Deze versie ligt pas sinds %(dag)s ter ondertekening. Kies die dag of later.")
        raise ValidationError({"papier_op": text % {"dag": day(frozen)}})


@transaction.atomic
def take_back(*, verzoek: Tekenverzoek, by: Lidmaatschap, reden: str) -> Tekenverzoek:
    """Take back a scan that is not the right one, and ask the same person anew; the old row says who, when and why.

    Who lost access since is not asked: their new request waits for someone to choose to ask again (``is_reachable``).
    Raises ValidationError for no reason, for a signature in the app, and for a version that was replaced.
    """
    locked = lock_request(verzoek)
    handtekening = Handtekening.objects.standing().filter(verzoek=locked).first()
    document = locked.document
    if handtekening is None or handtekening.wijze != Tekenwijze.PAPIER or locked.mandaat is None:
        raise ValidationError(_("Hier staat geen scan die je kunt weghalen."))
    if document.tekenstaat not in (Tekenstaat.TEKENEN, Tekenstaat.GETEKEND) or document.project.is_archived:
        raise ValidationError(_("Deze versie ligt niet meer ter ondertekening."))
    if not (words := " ".join(reden.split())):
        raise ValidationError({"reden": _("Schrijf op waarom je de scan weghaalt.")})
    now = timezone.now()
    handtekening.ingetrokken_op, handtekening.ingetrokken_door = now, by
    handtekening.ingetrokken_account = f"{by.gebruiker.naam} ({by.gebruiker.email})"
    handtekening.ingetrokken_reden = words[:REASON_MAX]
    handtekening.save(update_fields=["ingetrokken_op", "ingetrokken_door", "ingetrokken_account", "ingetrokken_reden"])
    locked.ingetrokken_op = now
    locked.save(update_fields=["ingetrokken_op"])
    document.tekenstaat, document.certificaat_pogingen = Tekenstaat.TEKENEN, 0
    document.save(update_fields=["tekenstaat", "certificaat_pogingen"])
    record(by.gemeente_id, by.gebruiker_id, "scan weggehaald", f"projects.tekenverzoek:{locked.pk}")
    transaction.on_commit(lambda: hurry(CERTIFICATE_TASK, by.gemeente_id))
    if not is_reachable(locked):
        return Tekenverzoek.objects.create(
            gemeente_id=document.gemeente_id, document=document, partner_id=locked.partner_id, mandaat=locked.mandaat,
            soort=Verzoeksoort.TEKENEN, naam=locked.naam, email=locked.email, lid=locked.lid,
            uitnodiging=locked.uitnodiging, is_uitgenodigd=locked.is_uitgenodigd, gevraagd_door=by,
        )  # fmt: skip
    return ask(
        document=document, mandaat=locked.mandaat, by=by, soort=Verzoeksoort.TEKENEN,
        naam=locked.naam, email=locked.email,
    )  # fmt: skip


def is_reachable(verzoek: Tekenverzoek) -> bool:
    """Whether the person of a request has an account that works, or an invitation that was not withdrawn."""
    if Lidmaatschap.objects.active().filter(gebruiker__email__iexact=verzoek.email).exists():
        return True
    uitnodiging = verzoek.uitnodiging
    return verzoek.lid is None and (uitnodiging is None or uitnodiging.ingetrokken_op is None)


def taken_back(verzoek: Tekenverzoek) -> Handtekening | None:
    """Return the scan for the organisation of a request that was taken back last, of this version; or None."""
    rows = Handtekening.objects.filter(verzoek__document=verzoek.document_id, verzoek__partner=verzoek.partner_id)
    found: Handtekening | None = rows.exclude(ingetrokken_op=None).order_by("-ingetrokken_op").first()
    return found
