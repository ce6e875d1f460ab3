"""A row in every table of vervolg."""

import datetime
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from evaluatie.vervolg import models as m
from projects.models import Partner, Project
from projects.services.project import create_project
from tests.cast import CANARY, Town, project_data
from tests.ontwikkelplan.setting_up import PDF, stored
from tests.sturing.setting_up import _document
from wijkaanpak.documents.models import Maakstaat


@dataclass
class Vervolgrijen:
    """What a town has of vervolg."""

    vervolg: m.Vervolg
    besluit: m.Lesbesluit
    gevraagd: m.Gevraagd
    dag: m.Regiodag
    succes: m.Succes
    pdf: m.Vervolgpdf
    nieuw: Project


def add_vervolg(town: Town) -> None:
    """Put a row in every table of vervolg, after ``add_reflectie`` and ``add_sturing``. A scope must be open."""
    project, today = town.project, timezone.localdate()
    partner = town.partner or stored(town, Partner(project=project, naam=f"{CANARY} partner", soort="gi"))
    dag = stored(
        town,
        m.Regiodag(
            project=project, naam=f"{CANARY} dag", datum=today, programma=f"{CANARY} programma",
            uitnodiging=f"{CANARY} kom", plaats=f"{CANARY} plaats",
        ),
    )  # fmt: skip
    nieuw = create_project(
        by=town.leider.lid, data=project_data(town.leider.lid, naam=f"{CANARY} {town.gemeente.slug} 2")
    )
    stored(town, m.Voortzetting(van=project, naar=nieuw, mee="lessen", gemaakt_door=town.leider.lid))
    town.ve = Vervolgrijen(
        vervolg=stored(
            town,
            m.Vervolg(
                project=project, resultaten=f"{CANARY} resultaten", terugkijken_op=today + datetime.timedelta(days=3)
            ),
        ),
        besluit=stored(
            town, m.Lesbesluit(project=project, les=town.mlb.les, wordt_beleid=True, opdracht=town.st.opdracht)
        ),
        gevraagd=stored(town, m.Gevraagd(project=project, partner=partner, vraag=f"{CANARY} vraag")),
        dag=dag,
        succes=stored(town, m.Succes(project=project, wat=f"{CANARY} succes", regiodag=dag)),
        pdf=stored(
            town,
            m.Vervolgpdf(
                project=project, soort="opdracht", van=project.pk, inhoud=_document(town), sjabloon=1,
                gevraagd_door=town.leider.lid, staat=Maakstaat.KLAAR, bestand=ContentFile(PDF, "x.pdf"),
            ),
        ),
        nieuw=nieuw,
    )  # fmt: skip
