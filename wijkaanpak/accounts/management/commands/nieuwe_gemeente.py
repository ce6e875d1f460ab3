"""Start a gemeente: ``manage.py nieuwe_gemeente NAAM SLUG E-MAIL [--regio NAAM]``."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from wijkaanpak.accounts.models import Rol
from wijkaanpak.accounts.services import invitation_url, invite
from wijkaanpak.tenancy.models import Gemeente, Regio
from wijkaanpak.tenancy.scope import tenant_scope


class Command(BaseCommand):
    """Makes the gemeente and invites its first beheerder, who invites everyone else."""

    help = "Maakt een gemeente en nodigt de eerste beheerder uit."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name, slug and address; the regio is optional."""
        parser.add_argument("naam")
        parser.add_argument("slug")
        parser.add_argument("email")
        parser.add_argument("--regio", default="")

    @transaction.atomic
    def handle(self, *args: Any, naam: str, slug: str, email: str, regio: str, **options: Any) -> None:
        """Make it all or nothing, and print the link of the invitation."""
        gemeente = Gemeente(naam=naam, slug=slug)
        if regio:
            gemeente.regio, _created = Regio.objects.get_or_create(naam=regio)
        try:
            validate_email(email)
            gemeente.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        gemeente.save(force_insert=True)
        with tenant_scope(gemeente.pk):
            uitnodiging = invite(gemeente_id=gemeente.pk, by=None, email=email, rol=Rol.BEHEERDER)
            uitnodiging.gemeente = gemeente
            self.stdout.write(
                f"Gemeente {naam} staat klaar. De uitnodiging voor {email}: {invitation_url(uitnodiging)}"
            )
