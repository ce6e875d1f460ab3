"""The reminders of the demo: what is due today in every gemeente of it, as the daily round finds it."""

from wijkaanpak.accounts.demo import demo_region
from wijkaanpak.herinneringen.services.ronde import hold_round
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


def load_demo() -> None:
    """Hold the round of today; a second one changes nothing."""
    for place in demo_region().gemeenten:
        gemeente = Gemeente.objects.get(slug=place.slug)
        with tenant_scope(gemeente.pk):
            hold_round(gemeente)
