"""An uitvoer for a town of the cast."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.cast import CANARY, Town
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.uitvoer.models import Soort, Uitvoer, Uitvoerstuk


def add_export(town: Town) -> Uitvoer:
    """Add a zip that is ready, of one piece that is made."""
    facts = {"gemeente": town.gemeente, "inhoud": {}, "sjabloon": 1, "staat": Maakstaat.KLAAR}
    made = Uitvoer(
        **facts,
        soort=Soort.PDF,
        waarvan=f"{CANARY} alles",
        gevraagd_door=town.beheerder.lid,
        vervalt_op=timezone.now() + timedelta(days=7),
    )
    made.bestand.save("uitvoer.zip", ContentFile(b"PK"), save=False)
    made.save()
    Uitvoerstuk.objects.create(
        **facts,
        uitvoer=made,
        bron="checklist",
        sleutel=str(town.project.pk),
        map="Projecten",
        titel=f"{CANARY} checklist",
        dag=timezone.localdate(),
    )
    town.uitvoer = made
    return made
