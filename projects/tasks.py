"""Background work of projects: PDFs, certificates, invitations to sign, and forgetting key figures in time."""

import structlog
from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone

from projects.documenten.certificaat import certificate_of
from projects.models import Projectdocument, Sleutelfiguur
from projects.services import certificaat, documenten
from projects.services.tekenen import invite_the_late, late_without_account
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.maken import make_waiting, reason_of, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of, tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with

log = structlog.get_logger(__name__)


@shared_task
def make_documents(gemeente_id: str = "") -> None:
    """Make the PDFs of this gemeente that wait."""
    make_waiting(
        Projectdocument,
        gemeente_of(gemeente_id).pk,
        lambda document, step: render_pdf(render_html(documenten.inhoud_of(document)), on_step=step),
    )


@shared_task
def make_certificates(gemeente_id: str = "") -> None:
    """Make the certificates of this gemeente that lack a signature, or that their version was replaced."""
    gemeente = gemeente_of(gemeente_id)
    with tenant_scope(gemeente.pk):
        waiting = list(certificaat.without_certificate())
    for document in waiting:
        with tenant_scope(gemeente.pk):
            signatures = certificaat.signatures_of(document)
            if not signatures:  # the last one was taken back meanwhile
                continue
            stand = certificaat.told_of(document)
            said = certificate_of(document, signatures, stand)
        try:
            pdf = render_pdf(render_html(said))
        except Exception as error:
            log.warning("certificate_failed", document=str(document.pk), reason=reason_of(error))
            with tenant_scope(gemeente.pk):
                certificaat.count_failure(document=document)
            continue
        with tenant_scope(gemeente.pk):
            until = certificaat.told_until(signatures, stand)
            certificaat.store_certificate(document=document, pdf=pdf, until=until)


@tenant_task
def invite_signatories(gemeente: Gemeente) -> None:
    """Invite anew who was asked to sign a week ago and made no account yet."""
    invite_the_late()


@tenant_task
def forget_key_figures(gemeente: Gemeente) -> None:
    """Delete the key figures whose date has passed (PRV-05)."""
    expired_key_figures().delete()


def expired_key_figures() -> "QuerySet[Sleutelfiguur]":
    """Return the key figures that may be kept no longer (PRV-05)."""
    rows: QuerySet[Sleutelfiguur] = Sleutelfiguur.objects.filter(bewaren_tot__lt=timezone.localdate())
    return rows


@shared_task
def sweep() -> None:
    """Every minute: what a lost message of the broker left lying."""
    for task, waiting in (
        (make_documents, lambda: to_make(Projectdocument)),
        (make_certificates, certificaat.without_certificate),
    ):
        for gemeente_id in gemeenten_with(waiting):
            task.delay(str(gemeente_id))


@shared_task
def sweep_daily() -> None:
    """Invitations, and what must be forgotten. Asked every hour, so that a restart of beat skips no day."""
    for task, waiting in (
        (invite_signatories, late_without_account),
        (forget_key_figures, expired_key_figures),
    ):
        for gemeente_id in gemeenten_with(waiting):
            task.delay(str(gemeente_id))
