"""The demo region: its gemeenten, its people and who belongs where. No one in it exists."""

from functools import cache
from pathlib import Path

import yaml
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from pydantic import BaseModel, ConfigDict

from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
from wijkaanpak.tenancy.models import DEFAULT_COLOUR, Gemeente, Regio
from wijkaanpak.tenancy.scope import tenant_scope

DOMAIN = "demo.wijkaanpak.example"
PASSWORD = "welkom-in-de-wijk"  # noqa: S105  (printed for everyone, and only made where settings.DEMO is True)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoGemeente(_Data):
    """A gemeente of the demo; ``extra`` says what it is there for."""

    slug: str
    naam: str
    merkkleur: str = DEFAULT_COLOUR
    extra: str = ""


class DemoPersoon(_Data):
    """Someone of the demo, with a role per gemeente (by slug)."""

    adres: str
    naam: str
    functie: str
    rollen: dict[str, Rol]

    @property
    def email(self) -> str:
        """The full address."""
        return f"{self.adres}@{DOMAIN}"


class DemoRegio(_Data):
    """Everything in ``demo.yaml``."""

    regio: str
    gemeenten: list[DemoGemeente]
    mensen: list[DemoPersoon]


@cache
def demo_region() -> DemoRegio:
    """Return what the demo region consists of."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return DemoRegio.model_validate(yaml.safe_load(text))


def load_demo() -> None:
    """Make the region, its gemeenten and its people, unless the region is there already."""
    demo = demo_region()
    regio, is_new = Regio.objects.get_or_create(naam=demo.regio)
    if not is_new:
        return
    people = _make_people(demo.mensen)
    for wanted in demo.gemeenten:
        gemeente = Gemeente.objects.create(regio=regio, naam=wanted.naam, slug=wanted.slug, merkkleur=wanted.merkkleur)
        with tenant_scope(gemeente.pk):
            for person in demo.mensen:
                if rol := person.rollen.get(wanted.slug):
                    Lidmaatschap.objects.create(gemeente=gemeente, gebruiker=people[person.adres], rol=rol)


def _make_people(wanted: list[DemoPersoon]) -> dict[str, Gebruiker]:
    """Return the new accounts by short address. Hashing takes long on purpose, so it is done once."""
    hashed = make_password(PASSWORD)
    people = {person.adres: Gebruiker(email=person.email, naam=person.naam, password=hashed) for person in wanted}
    Gebruiker.objects.bulk_create(people.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people.values()
    )
    return people
