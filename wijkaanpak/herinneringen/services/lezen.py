"""Reading marks of the inbox."""

from django.db import transaction
from django.utils import timezone

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.herinneringen.models import Herinnering


@transaction.atomic
def mark_read(*, herinnering: Herinnering) -> None:
    """Note that a line was opened, the first time."""
    Herinnering.objects.filter(pk=herinnering.pk, gelezen_op=None).update(gelezen_op=timezone.now())


@transaction.atomic
def mark_all_read(*, lid: Lidmaatschap) -> int:
    """Note that someone has seen everything in this gemeente; return how much that was."""
    number: int = Herinnering.objects.unread().filter(lid=lid).update(gelezen_op=timezone.now())
    return number
