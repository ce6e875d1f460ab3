"""The report of a zelfscan beside a basisfunctie (INP-BF1 … INP-BF5, INC-16): adding, throwing away, putting back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.models import Scan, Scanrapport, Scanstaat
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.scan import locked
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.uploads import inspect_upload


@transaction.atomic
def add_report(
    *, scan: Scan, basisfunctie: str, titel: str, upload: "UploadedFile[Any]", by: Lidmaatschap
) -> Scanrapport:
    """Add a report; without a title it has the name of its file.

    Raises ValidationError when the file is too large, of a type we don't take, not what its name says, or there
    already; KanNiet once the scan is finished.
    """
    facts = inspect_upload(upload)
    _require_open(scan)
    there = Scanrapport.objects.current().filter(scan=scan, basisfunctie=basisfunctie, sha256=facts.sha256)
    if there.exists():
        raise ValidationError({"bestand": _("Dit rapport staat er al bij.")})
    rapport = Scanrapport(
        gemeente_id=scan.gemeente_id,
        scan=scan,
        basisfunctie=basisfunctie,
        titel=titel or facts.name,
        mime=facts.mime,
        grootte=facts.size,
        sha256=facts.sha256,
        toegevoegd_door=by,
    )
    rapport.bestand = upload
    rapport.save(force_insert=True)
    return rapport


@transaction.atomic
def throw_away(*, rapport: Scanrapport) -> None:
    """Put a report in the bin; its bytes stay. Raises KanNiet once the scan is finished."""
    _require_open(rapport.scan)
    rapport.verwijderd_op = timezone.now()
    rapport.save(update_fields=["verwijderd_op"])


@transaction.atomic
def put_report_back(*, rapport: Scanrapport) -> None:
    """Take a report out of the bin. Raises KanNiet once the scan is finished."""
    _require_open(rapport.scan)
    rapport.verwijderd_op = None
    rapport.save(update_fields=["verwijderd_op"])


def _require_open(scan: Scan) -> None:
    if locked(scan).staat == Scanstaat.AFGEROND:
        raise KanNiet(_("Deze quickscan is afgerond. Open de bespreking weer om rapporten te veranderen."))
