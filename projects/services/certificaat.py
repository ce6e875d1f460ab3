"""The certificate PDF and the bundle to take away: agreement, certificate, record, hashes."""

import hashlib
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from projects.documenten.certificaat import PDF_NAME, Stand, record_of, scan_name
from projects.models import Handtekening, Projectdocument, Tekenverzoek
from projects.querysets import DocumentQuerySet
from wijkaanpak.documents import bundle

ATTEMPTS = 5  # after that it is said on the page; the next signature tries anew


def signatures_of(document: Projectdocument) -> list[Handtekening]:
    """Return the signatures under a version, in the order in which they were put."""
    rows = Handtekening.objects.standing().filter(verzoek__document=document)
    return list(rows.order_by("getekend_op", "pk"))


def signed_before(verzoek: Tekenverzoek) -> Projectdocument | None:
    """Return the newest earlier version that was signed for the organisation of a request, or None."""
    versions = Projectdocument.objects.filter(
        project=verzoek.document.project_id,
        soort=verzoek.document.soort,
        nummer__lt=verzoek.document.nummer,
        verzoeken__in=Tekenverzoek.objects.filter(
            partner=verzoek.partner_id, handtekeningen__in=Handtekening.objects.standing()
        ),
    )
    found: Projectdocument | None = versions.order_by("-nummer").first()
    return found


def told_of(document: Projectdocument) -> Stand:
    """Return what a certificate tells of a version beside its signatures."""
    return Stand(
        staat=document.tekenstaat,
        niet_getekend=Tekenverzoek.objects.without_signature(document),
        vervangen_op=Projectdocument.objects.replaced_at(document),
        weggehaald=_taken_back(document),
    )


def _taken_back(document: Projectdocument) -> list[Handtekening]:
    rows = Handtekening.objects.filter(verzoek__document=document, ingetrokken_op__isnull=False)
    return list(rows.order_by("ingetrokken_op", "pk"))


def without_certificate() -> DocumentQuerySet:
    """Return the agreements whose certificate tells less than there is to tell."""
    rows: DocumentQuerySet = Projectdocument.objects.to_certify().filter(certificaat_pogingen__lt=ATTEMPTS)
    return rows


def told_until(signatures: list[Handtekening], stand: Stand) -> datetime:
    """Return the moment of the last thing that a certificate with these tells."""
    moments = [signatures[-1].getekend_op, stand.vervangen_op, *(each.ingetrokken_op for each in stand.weggehaald)]
    return max(moment for moment in moments if moment)


@transaction.atomic
def store_certificate(*, document: Projectdocument, pdf: bytes, until: datetime) -> None:
    """Keep the certificate that tells what happened until a moment."""
    locked = Projectdocument.objects.select_for_update(of=["self"]).get(pk=document.pk)
    old = locked.certificaat.name
    locked.certificaat.save("certificaat.pdf", ContentFile(pdf), save=False)
    locked.certificaat_van, locked.certificaat_pogingen = until, 0
    locked.save(update_fields=["certificaat", "certificaat_van", "certificaat_pogingen"])
    if old and old != locked.certificaat.name:
        storage = locked.certificaat.storage
        transaction.on_commit(lambda: storage.delete(old))


@transaction.atomic
def count_failure(*, document: Projectdocument) -> None:
    """Count an attempt at a certificate that failed."""
    Projectdocument.objects.filter(pk=document.pk).update(certificaat_pogingen=F("certificaat_pogingen") + 1)


def is_certificate_current(document: Projectdocument) -> bool:
    """Whether the certificate holds every signature there is, and what was taken back or replaced since."""
    if document.certificaat_van is None:
        return False
    signed = Handtekening.objects.standing().filter(verzoek__document=document)
    return signed.exists() and not Projectdocument.objects.to_certify().filter(pk=document.pk).exists()


def bundle_of(document: Projectdocument) -> bytes:
    """Return the zip with the agreement, the certificate, the signed record, the scans and the hashes."""
    signatures = signatures_of(document)
    files = {PDF_NAME: _bytes(document.bestand), "certificaat.pdf": _bytes(document.certificaat)}
    said = record_of(document, signatures, told_of(document))
    said["bestanden"] = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    record, signature = bundle.sign_record(said, private_key=settings.TEKENSLEUTEL)
    files |= {scan_name(each): _bytes(each.scan) for each in signatures if each.scan}
    key_address = urljoin(settings.BASE_URL, reverse("web:tekensleutel"))
    return bundle.make_bundle(files, record, signature, key_address=key_address)


def _bytes(stored: FieldFile) -> bytes:
    with stored.open("rb") as file:
        data: bytes = file.read()
        return data
