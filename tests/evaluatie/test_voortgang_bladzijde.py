"""The PDF of a voortgangsbericht is one page, and says so when it is not."""

from pathlib import Path

import yaml
from django.test import Client
from django.urls import reverse

from evaluatie.voortgang import demo
from evaluatie.voortgang.models import DELEN, KORT, Berichtpdf
from evaluatie.voortgang.services.berichten import Aan, ask_preview, begin, send
from evaluatie.voortgang.tasks import make_pdfs
from tests.cast import make_cast
from wijkaanpak.editing.services import save_fields
from wijkaanpak.tenancy.scope import tenant_scope


def test_what_the_demo_sent_is_one_page_and_what_is_too_long_is_seen(committed: None, client: Client) -> None:
    texts = yaml.safe_load(Path(demo.__file__).with_suffix(".yaml").read_text("utf-8"))["teksten"]
    town = make_cast().linderode
    by = town.leider.lid
    with tenant_scope(town.gemeente.pk):
        sent = begin(project=town.project, by=by)
        sent = save_fields(row=sent, values=texts, versie=sent.versie, by=by.pk).row
        send(bericht=sent, project=town.project, aan=Aan([town.lid.lid], []), versie=sent.versie, by=by)
        long = begin(project=town.project, by=by)
        words = dict.fromkeys(DELEN, ("Een zin die wat langer is dan nodig. " * 30)[:KORT])
        long = save_fields(row=long, values=words, versie=long.versie, by=by.pk).row
        ask_preview(bericht=long, project=town.project, by=by)
    make_pdfs(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        pages = dict(Berichtpdf.objects.values_list("bericht", "bladen"))
        assert pages == {sent.pk: 1, long.pk: 2}
    client.force_login(town.leider.user)
    place = reverse("voortgang:nakijken", args=["linderode", town.project.pk, long.pk])
    assert "Het bericht is 2 bladzijden lang" in client.get(place).content.decode()
