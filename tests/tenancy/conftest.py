"""Two furnished towns, made once: what the walks past all doors begin with."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.services.bewijs import add_file
from tests.cast import CANARY, Cast, make_cast
from tests.projects.setting_up import add_certificate
from tests.whole_town import furnish
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.tenancy.scope import tenant_scope

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _build() -> Cast:
    cast = make_cast()
    for town in (cast.linderode, cast.broekveen):
        with tenant_scope(town.gemeente.pk):
            upload = SimpleUploadedFile("bewijs.pdf", PDF)
            furnish(town)
            add_certificate(town)
            town.bewijs = add_file(
                project=town.project, punt="UI-04", titel=f"{CANARY} bestand", upload=upload, by=town.lid.lid
            )
    neighbours = [each.user.pk for each in cast.broekveen.people]
    Gebruiker.objects.filter(pk__in=neighbours).update(naam="Buur")
    return cast


@pytest.fixture(scope="session")
def cast_with_everything() -> Callable[[], Cast]:
    """How the cast is made that these walks begin with."""
    return _build


@pytest.fixture
def towns(cast: Cast, cast_with_everything: Callable[[], Cast]) -> Cast:
    """The cast with everything, a file as evidence, and names of the people of Broekveen that give nothing away."""
    return cast
