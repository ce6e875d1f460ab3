"""Background work of projects: PDFs, certificates, mails about signing, and forgetting key figures in time."""

from smtplib import SMTPException
from uuid import UUID

import structlog
from celery import shared_task
from django.utils import timezone

from projects.documenten.certificaat import certificate_of
from projects.models import Projectdocument, Sleutelfiguur
from projects.services import certificaat, documenten
from projects.services.tekenbericht import count_failure, send_message, unsent_messages
from projects.services.tekenen import remind_the_late
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.maken import make_waiting, reason_of
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of, tenant_task

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
def send_signing_mails(gemeente: Gemeente) -> None:
    """Send the mails about signing that wait; one address that is refused stops no other."""
    for bericht in unsent_messages():
        try:
            send_message(bericht=bericht)
        except (SMTPException, OSError) as error:
            count_failure(bericht=bericht)
            log.warning("mail_refused", bericht=str(bericht.pk), error=type(error).__name__)


@tenant_task
def remind_signatories(gemeente: Gemeente) -> None:
    """Remind who was asked a week ago and did not sign."""
    remind_the_late()


@tenant_task
def forget_key_figures(gemeente: Gemeente) -> None:
    """Delete the key figures whose date has passed (PRV-05)."""
    Sleutelfiguur.objects.filter(bewaren_tot__lt=timezone.localdate()).delete()


def _gemeenten() -> list[UUID]:
    return list(Gemeente.objects.values_list("pk", flat=True))


@shared_task
def sweep() -> None:
    """Every minute: what a lost message of the broker left lying."""
    for gemeente_id in _gemeenten():
        for task in (make_documents, make_certificates, send_signing_mails):
            task.delay(str(gemeente_id))


@shared_task
def sweep_daily() -> None:
    """Reminders, and what must be forgotten. Asked every hour, so that a restart of beat skips no day."""
    for gemeente_id in _gemeenten():
        for task in (remind_signatories, forget_key_figures):
            task.delay(str(gemeente_id))
