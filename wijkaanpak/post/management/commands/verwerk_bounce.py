"""`manage.py verwerk_bounce < bericht`: stop the address of a mail that came back. For the mail server to pipe to."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from wijkaanpak.post.bounce import read_bounce
from wijkaanpak.post.services import note_bounce
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Command(BaseCommand):
    """Read one message from standard input. What is no report of a mail of ours is left alone, with exit code 0."""

    help = "Leest één teruggekomen bericht van standaardinvoer en stopt mail naar dat adres."

    def handle(self, *args: Any, **options: Any) -> None:
        """Stop the address when the report says that it is for good."""
        bounce = read_bounce(sys.stdin.buffer.read())
        if bounce is None or not bounce.is_wrong_address or not Gemeente.objects.filter(pk=bounce.gemeente).exists():
            self.stdout.write("Geen melding over een mail van ons die voorgoed terugkwam.")
            return
        with tenant_scope(bounce.gemeente):
            is_noted = note_bounce(mail_id=bounce.mail, adres=bounce.adres, code=bounce.status)
        self.stdout.write("Het adres krijgt geen mail meer." if is_noted else "Zo’n mail naar dat adres is er niet.")
