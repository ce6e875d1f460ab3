"""The export centre of the demo: the beheerder of each gemeente asked for its first project as PDF."""

from wijkaanpak.accounts.demo import demo_region
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.uitvoer.keuze import Keuze, chosen, everything, projects_of
from wijkaanpak.uitvoer.models import Uitvoer
from wijkaanpak.uitvoer.services.vragen import ask_pdfs


def load_demo() -> None:
    """Ask once; a worker makes it, as anywhere."""
    for place in demo_region().gemeenten:
        gemeente = Gemeente.objects.get(slug=place.slug)
        with tenant_scope(gemeente.pk):
            beheerder = Lidmaatschap.objects.active().filter(rol=Rol.BEHEERDER).order_by("pk").first()
            found = everything()
            projects = projects_of(found)
            if beheerder is None or not projects or Uitvoer.objects.exists():
                continue
            id, naam = projects[0]
            keuze = Keuze(project=id, naam=naam)
            ask_pdfs(keuze=keuze, found=chosen(keuze, found), by=beheerder)
