"""Mails about signing: an outbox row each, sent by a worker; the text says what to do and holds no content."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Tekenbericht, Tekenverzoek
from projects.models.documenten import Verzoeksoort
from projects.services.papier import taken_back

BATCH = 25
ATTEMPTS = 10


def unsent_messages() -> Sequence[Tekenbericht]:
    """Return the mails that are due, locked; for a request without an account the invitation is the mail.

    A mail about a request that was signed, withdrawn or replaced meanwhile is not sent any more.
    """
    waiting = Q(verstuurd_op=None, pogingen__lt=ATTEMPTS, moment__lte=timezone.now())
    newest = Tekenbericht.objects.filter(verzoek=OuterRef("verzoek")).order_by("-volgnummer").values("pk")[:1]
    due = Tekenbericht.objects.filter(
        waiting,
        pk=Subquery(newest),
        verzoek__in=Tekenverzoek.objects.up().filter(handtekeningen=None, lid__beeindigd_op=None, lid__isnull=False),
    )
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    # Asked again with the lock: another worker may have sent, or tried, one of these since.
    rows = Tekenbericht.objects.filter(waiting, pk__in=ids).select_related(
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
        "scan_weggehaald": verzoek.soort == Verzoeksoort.TEKENEN and taken_back(verzoek) is not None,
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
    Tekenbericht.objects.filter(verzoek=verzoek, verstuurd_op=None).update(verstuurd_op=timezone.now())


def count_failure(*, bericht: Tekenbericht) -> None:
    """Count an attempt that was refused, and wait longer before each next one: ten of them take a day and a half."""
    wait = timedelta(minutes=2**bericht.pogingen * 2)
    Tekenbericht.objects.filter(pk=bericht.pk).update(pogingen=F("pogingen") + 1, moment=timezone.now() + wait)
