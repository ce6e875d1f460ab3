"""The reminders of the demo: what is due today in every gemeente of it, as the daily round finds it."""

from django.utils import timezone

from wijkaanpak.accounts.demo import demo_region
from wijkaanpak.accounts.models import INVITATION
from wijkaanpak.herinneringen.services.ronde import hold_round
from wijkaanpak.post.models import Adresstop, Mail
from wijkaanpak.post.services import stop_address
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope

WRONG_ADDRESS = "550"


def load_demo() -> None:
    """Hold the round of today; a second one changes nothing."""
    for place in demo_region().gemeenten:
        gemeente = Gemeente.objects.get(slug=place.slug)
        with tenant_scope(gemeente.pk):
            _refuse_an_invitation()
            hold_round(gemeente)


def _refuse_an_invitation() -> None:
    """Let the first invitation that waits have a wrong address, as happens; so the page about mail has something."""
    mail = Mail.objects.filter(soort=INVITATION).order_by("adres").first()
    if mail is not None and not Adresstop.objects.exists():
        Mail.objects.filter(pk=mail.pk).update(
            verstuurd_op=None, mislukt_op=timezone.now(), pogingen=1, reden=WRONG_ADDRESS
        )
        stop_address(gemeente_id=mail.gemeente_id, adres=mail.adres, code=WRONG_ADDRESS)
