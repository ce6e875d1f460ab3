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

from projects.models import Handtekening, Tekenbericht, Tekenverzoek
from projects.models.documenten import Verzoeksoort
from projects.services.certificaat import signed_before
from projects.services.papier import taken_back

BATCH = 25
ATTEMPTS = 10


def unsent_messages() -> Sequence[Tekenbericht]:
    """Return the mails that are due, locked; for a request without an account the invitation is the mail.

    A mail about a request that was signed, withdrawn or replaced meanwhile is not sent any more. Whose signature
    someone else added as a scan is told so, with an account or without.
    """
    waiting = Q(verstuurd_op=None, pogingen__lt=ATTEMPTS, moment__lte=timezone.now())
    newest = Tekenbericht.objects.filter(verzoek=OuterRef("verzoek")).order_by("-volgnummer").values("pk")[:1]
    asked = Tekenverzoek.objects.up().filter(handtekeningen=None, lid__beeindigd_op=None, lid__isnull=False)
    added = Handtekening.objects.standing().by_another().values("verzoek")
    due = Tekenbericht.objects.filter(Q(verzoek__in=asked) | Q(verzoek__in=added), waiting, pk=Subquery(newest))
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
    scan = verzoek.handtekeningen.select_related("lid__gebruiker").first()
    eerder = signed_before(verzoek) if verzoek.soort == Verzoeksoort.TEKENEN else None
    context = {
        "verzoek": verzoek,
        "wie": verzoek.lid.gebruiker.voornaam if verzoek.lid else verzoek.naam,
        "project": project,
        "document": verzoek.document,
        "eerder": eerder,
        "scan": scan,
        "afzender": verzoek.gevraagd_door.gebruiker.naam,
        "gemeente": project.gemeente,
        "link": urljoin(settings.BASE_URL, path),
        "herinnering": bericht.volgnummer > 1,
        "scan_weggehaald": verzoek.soort == Verzoeksoort.TEKENEN and taken_back(verzoek) is not None,
    }
    EmailMessage(
        subject=_subject(bericht, is_signed=scan is not None),
        body=render_to_string(f"projects/mail/{'scan' if scan else 'tekenen'}.txt", context),
        to=[verzoek.lid.gebruiker.email if verzoek.lid else verzoek.email],
    ).send()
    Tekenbericht.objects.filter(verzoek=verzoek, verstuurd_op=None).update(verstuurd_op=timezone.now())


def _subject(bericht: Tekenbericht, *, is_signed: bool) -> str:
    if is_signed:
        return _("Een scan van je handtekening is toegevoegd")
    if bericht.volgnummer > 1:
        return _("Herinnering: een overeenkomst wacht op jou")
    return _("Een overeenkomst wacht op jou")


def count_failure(*, bericht: Tekenbericht) -> None:
    """Count an attempt that was refused, and wait longer before each next one: ten of them take a day and a half."""
    wait = timedelta(minutes=2**bericht.pogingen * 2)
    Tekenbericht.objects.filter(pk=bericht.pk).update(pogingen=F("pogingen") + 1, moment=timezone.now() + wait)
