"""Markup that people type is shown as text, on every page that shows it."""

from typing import Any

import pytest

from projects.services.eigen_punt import add_own_point
from tests.cast import Cast, Town
from tests.projects.pages import put, save
from tests.projects.test_project_page import fields
from wijkaanpak.tenancy.scope import tenant_scope

MARKUP = ["<script>alert(7)</script>", '"><img src=x onerror=alert(7)>']
RAW = ("<script>alert", "<img src=x")


def _type_everywhere(client: Any, town: Town, text: str) -> None:
    for person in (town.leider, town.lid, town.gast):
        person.user.naam = text
        person.user.save()
    client.post(town.url("wijzigen/"), fields(town, naam=text, wijk=text, versie=1))
    client.post(town.url("checklist/uitvoering/eigen-punt/"), {"titel": text, "hulp": text, "fase": "uitvoering"})
    with tenant_scope(town.gemeente.pk):
        add_own_point(by=town.beheerder.lid, project=None, fase="uitvoering", titel=text, hulp=text)
    put(town, "UI-04", toelichting=text)
    put(town, "UI-04a", toelichting=text, verantwoordelijke_id=town.lid.lid.pk)
    put(town, "UI-05", status="nvt", reden=text)
    put(town, "OUD-01", toelichting=text)  # of a version before: readable only
    client.post(town.url("punten/UI-04/bewijs/"), {"url": "https://example.org/<script>alert(7)", "titel": text})
    client.post(town.url("team/uitnodigen/"), {"email": '"<script>alert(7)"@example.org', "rol": "ketenpartner"})
    with tenant_scope(town.gemeente.pk):
        town.bewijs.titel = text
        town.bewijs.verwijderd_op = town.bewijs.toegevoegd_op
        town.bewijs.save()


PAGES = [
    ("leider", "", 2),
    ("leider", "checklist/uitvoering/", 4),
    ("leider", "checklist/uitvoering/UI-04/", 5),
    ("leider", "checklist/uitvoering/UI-04a/", 5),
    ("leider", "checklist/uitvoering/UI-05/", 5),
    ("leider", "checklist/uitvoering/EP-02/", 5),
    ("gast", "checklist/uitvoering/UI-04/", 5),
    ("leider", "team/", 3),
    ("leider", "delen/", 3),
    ("leider", "versie/", 3),
    ("leider", "punten/UI-04/geschiedenis/", 4),
    ("leider", "afdrukken/", 5),
    ("leider", "wijzigen/", 3),
    ("leider", "archiveren/", 1),
    ("leider", "/linderode/projecten/", 1),
    ("leider", "/?acties=alle", 1),
    ("lid", "/?acties=alle", 2),
    ("leider", "/account/voorkeuren/", 1),
    ("beheerder", "/linderode/projecten/eigen-punten/", 2),
    ("beheerder", "/linderode/leden/", 3),
    ("beheerder", "/linderode/logboek/", 1),
]


@pytest.mark.parametrize("text", MARKUP, ids=["script", "img"])
def test_markup_is_shown_as_text_on_every_page(cast: Cast, login: Any, text: str) -> None:
    town = cast.linderode
    _type_everywhere(login(town.leider), town, text)
    escaped = text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    wrong = []
    for who, path, times in PAGES:
        html = login(getattr(town, who)).get(path if path.startswith("/") else town.url(path)).content.decode()
        if any(raw in html for raw in RAW) or html.count(escaped) < times:
            wrong.append((who, path, html.count(escaped)))
    assert wrong == []


@pytest.mark.parametrize("text", MARKUP, ids=["script", "img"])
def test_markup_is_shown_as_text_in_answers_to_a_save(cast: Cast, login: Any, client: Any, text: str) -> None:
    town = cast.linderode
    login(town.leider)
    answers = [
        save(client, town, "UI-04", htmx=htmx, versie=versie, toelichting=f"{text}{htmx}{versie}", deadline=text)
        for versie in (1, 9)
        for htmx in (True, False)
    ]
    client.logout()
    save(client, town, "UI-04", versie=1, toelichting=text, reden=text, status=text)
    login(town.leider)  # the session of before goes on
    answers.append(client.get(town.url("checklist/uitvoering/")))
    answers.append(client.get(f"{town.url('checklist/uitvoering/')}?toon={text}&wie={text}"))
    # The first is saved but for its day; the others start from a version that is gone.
    assert [each.status_code for each in answers] == [422, 409, 409, 409, 200, 200]
    assert [raw for each in answers for raw in RAW if raw in each.content.decode()] == []
    assert "alert(7)" in answers[4].content.decode()
