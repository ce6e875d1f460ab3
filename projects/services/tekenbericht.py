"""Mails about signing: an outbox row each, sent by a worker; the text says what to do and holds no content."""

from collections.abc import Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Tekenbericht

BATCH = 25
ATTEMPTS = 10


def unsent_messages() -> Sequence[Tekenbericht]:
    """Return the mails that are due, locked; for a request without an account the invitation is the mail.

    A mail about a request that was signed, withdrawn or replaced meanwhile is not sent any more.
    """
    due = Tekenbericht.objects.filter(
        verstuurd_op=None,
        pogingen__lt=ATTEMPTS,
        moment__lte=timezone.now(),
        verzoek__lid__isnull=False,
        verzoek__ingetrokken_op=None,
        verzoek__handtekeningen=None,
        verzoek__document__tekenstaat="tekenen",
    )
    ids = due.values("pk")[:BATCH]
    rows = Tekenbericht.objects.filter(pk__in=ids).select_related(
        "verzoek__document__project__gemeente", "verzoek__lid__gebruiker", "verzoek__gevraagd_door__gebruiker"
    )
    return rows.select_for_update(of=["self"], skip_locked=True)


def send_message(*, bericht: Tekenbericht) -> None:
    """Send one mail. Raises SMTPException or OSError when the mail server refuses it."""
    verzoek = bericht.verzoek
    project = verzoek.document.project
    path = reverse("projects:tekenen", args=[project.gemeente.slug, verzoek.pk])
    context = {
        "verzoek": verzoek,
        "afzender": verzoek.gevraagd_door.gebruiker.naam,
        "gemeente": project.gemeente,
        "link": urljoin(settings.BASE_URL, path),
        "herinnering": bericht.volgnummer > 1,
    }
    assert verzoek.lid is not None  # noqa: S101 (unsent_messages asks for it)
    subject = (
        _("Herinnering: een overeenkomst wacht op jou")
        if bericht.volgnummer > 1
        else _("Een overeenkomst wacht op jou")
    )
    EmailMessage(
        subject=subject,
        body=render_to_string("projects/mail/tekenen.txt", context),
        to=[verzoek.lid.gebruiker.email],
    ).send()
    bericht.verstuurd_op = timezone.now()
    bericht.save(update_fields=["verstuurd_op"])


def count_failure(*, bericht: Tekenbericht) -> None:
    """Count an attempt that was refused."""
    Tekenbericht.objects.filter(pk=bericht.pk).update(pogingen=F("pogingen") + 1)
