"""axe-core finds nothing on any page, wide or narrow, in the default theme and another; nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import require_accessible
from tests.e2e.conftest import Site

Visit = Callable[..., Page]

AGREEMENT = "SELECT id FROM projects_projectdocument WHERE tekenstaat = 'tekenen' LIMIT 1"
REQUEST = "SELECT id FROM projects_tekenverzoek WHERE starts_with(email, 'samira') LIMIT 1"
MEMBER = (
    "SELECT t.id FROM projects_teamlid t JOIN projects_project p ON p.id = t.project_id"
    " WHERE p.naam = 'De Vaart' LIMIT 1"
)
HELD = "SELECT id FROM reflectie_sessie WHERE staat = 'afgerond' AND casus <> '' ORDER BY datum LIMIT 1"
COMING = "SELECT id FROM reflectie_sessie WHERE staat = 'concept' ORDER BY datum DESC LIMIT 1"
LESSON = "SELECT id FROM reflectie_les ORDER BY id LIMIT 1"
PLAN = (
    "SELECT p.id FROM ontwikkelplan_plan p JOIN tenancy_gemeente g ON g.id = p.gemeente_id"
    " WHERE g.slug = 'linderode' AND p.soort = 'lokaal' ORDER BY p.begin_jaar LIMIT 1"
)
POINT = "SELECT id FROM ontwikkelplan_ontwikkelpunt WHERE bron = 'BF2-01-b' LIMIT 1"
SCAN = "SELECT id FROM ontwikkelplan_scan WHERE staat = 'afgerond' ORDER BY peildatum DESC LIMIT 1"
OPDRACHT = "SELECT id FROM sturing_opdracht WHERE soort = 'lokaal' ORDER BY id LIMIT 1"
STURING = "SELECT id FROM sturing_sturing ORDER BY jaar DESC LIMIT 1"
MEETING = "SELECT id FROM sturing_overleg WHERE gehouden_op IS NULL ORDER BY datum DESC LIMIT 1"
AGENDA = "SELECT id FROM sturing_verbeteragenda ORDER BY id LIMIT 1"
QUESTION = "SELECT id FROM sturing_borgingvraag WHERE antwoord = '' ORDER BY id LIMIT 1"
ENDING = "SELECT id FROM projects_project WHERE naam = 'Stationsbuurt' LIMIT 1"
LATER = "SELECT id FROM projects_project WHERE naam = 'Oude Haven' LIMIT 1"
LOOKED_BACK = "SELECT id FROM evaluatie_evaluatie WHERE soort = 'eind' AND gehouden_op IS NOT NULL LIMIT 1"
REPORT = "SELECT id FROM evaluatie_verslagversie WHERE soort = 'projectverslag' LIMIT 1"
DECIDED = "SELECT les_id FROM vervolg_lesbesluit ORDER BY id LIMIT 1"
CLOSED = "SELECT id FROM projects_project WHERE status = 'afgerond' ORDER BY id LIMIT 1"
TALK = "SELECT id FROM sturing_bestuursgesprek ORDER BY datum DESC LIMIT 1"
DRAFT = "SELECT id FROM voortgang_bericht WHERE staat = 'concept' ORDER BY id LIMIT 1"
SENT = "SELECT id FROM voortgang_bericht WHERE staat = 'verstuurd' ORDER BY id LIMIT 1"
SHARED = "SELECT id FROM programma_regiostand WHERE ingetrokken_op IS NULL ORDER BY naam LIMIT 1"
DE_VAART = "SELECT id FROM projects_project WHERE naam = 'De Vaart' LIMIT 1"
HET_VEEN = "SELECT id FROM projects_project WHERE naam = 'Het Veen' LIMIT 1"
ROUND = "SELECT id FROM vragenlijst_ronde WHERE naam = 'Voorjaar' LIMIT 1"
OPEN_ROUND = "SELECT id FROM vragenlijst_ronde WHERE naam = 'Najaar' LIMIT 1"
SMALL_ROUND = "SELECT id FROM vragenlijst_ronde WHERE naam = 'Klankbordgroep' LIMIT 1"
REMARK = "SELECT id FROM vragenlijst_opmerking WHERE NOT is_vrij ORDER BY id LIMIT 1"
LINK = "SELECT code FROM vragenlijst_ronde WHERE naam = 'Najaar' LIMIT 1"
CLOSED_LINK = "SELECT code FROM vragenlijst_ronde WHERE naam = 'Voorjaar' LIMIT 1"
# Name -> (who looks, address; {p} is the project De Vaart, {g} the project of the neighbour with a theme of its own).
PAGES = {
    "inloggen": ("", "/account/login/"),
    "wachtwoord vergeten": ("", "/account/password/reset/"),
    "hulp": ("", "/hulp/"),
    "hulppagina": ("", "/hulp/sneltoetsen/"),
    "toegankelijkheid": ("", "/toegankelijkheid/"),
    "privacy": ("", "/privacy/"),
    "404": ("marit", "/bestaat-niet/projecten/"),
    "overzicht": ("marit", "/"),
    "alle acties": ("marit", "/?acties=alle"),
    "overzicht over gemeenten": ("ruben.aalders", "/"),
    "voorkeuren": ("marit", "/account/voorkeuren/"),
    "herinneringen": ("marit", "/account/herinneringen/"),
    "herinneringen over gemeenten": ("ruben.aalders", "/account/herinneringen/"),
    "herinneringen instellen": ("marit", "/account/herinneringen/instellingen/"),
    "agenda": ("marit", "/account/agenda/"),
    "standaard van de gemeente": ("koen.visser", "/linderode/beheer/herinneringen/"),
    "standaard van de regio": ("koen.visser", "/linderode/beheer/herinneringen/regio/"),
    "mail": ("koen.visser", "/linderode/beheer/mail/"),
    "uitvoer": ("koen.visser", "/linderode/uitvoer/"),
    "uitvoer kiezen": ("koen.visser", "/linderode/uitvoer/pdf/"),
    "uitvoer van gegevens": ("koen.visser", "/linderode/uitvoer/gegevens/"),
    "wachtwoord": ("marit", "/account/password/change/"),
    "tweede stap": ("marit", "/account/2fa/"),
    "sessies": ("marit", "/account/sessions/"),
    "projecten": ("marit", "/linderode/projecten/"),
    "archief": ("marit", "/linderode/projecten/?toon=archief"),
    "nieuw project": ("marit", "/linderode/projecten/nieuw/"),
    "project": ("marit", "{p}"),
    "project wijzigen": ("marit", "{p}wijzigen/"),
    "project archiveren": ("marit", "{p}archiveren/"),
    "team": ("marit", "{p}team/"),
    "delen": ("marit", "{p}delen/"),
    "versie": ("marit", "{p}versie/"),
    "voorbereiding": ("marit", "{p}checklist/voorbereiding/"),
    "open punt": ("marit", "{p}checklist/voorbereiding/VB-04.5a/"),
    "open deelactie": ("marit", "{p}checklist/uitvoering/UI-04a/"),
    "alleen lezen": ("koen.visser", "{p}checklist/uitvoering/UI-04/"),
    "filter zonder uitkomst": ("marit", "{p}checklist/vervolg/?toon=laat"),
    "geschiedenis": ("marit", "{p}punten/UI-04/geschiedenis/"),
    "eigen punt": ("marit", "{p}checklist/start/eigen-punt/"),
    "afdrukken": ("marit", "{p}afdrukken/"),
    "partners": ("marit", "{p}partners/"),
    "nieuwe partner": ("marit", "{p}partners/nieuw/"),
    "teamlid": ("marit", "{r}"),
    "rooster": ("marit", "{p}aanwezigheid/"),
    "startbijeenkomst": ("marit", "{p}startbijeenkomst/"),
    "visie": ("marit", "{p}visie/"),
    "visie alleen lezen": ("yvonne.dekker", "{p}visie/"),
    "wijkfoto": ("marit", "{p}wijkfoto/"),
    "sleutelfiguren": ("marit", "{p}sleutelfiguren/"),
    "cijfers inlezen": ("marit", "{p}wijkfoto/kerncijfers/"),
    "afspraken": ("marit", "{p}afspraken/"),
    "signaal": ("marit", "{p}signalen/NUM-01/"),
    "signalen instellen": ("koen.visser", "/linderode/projecten/signalen/"),
    "documenten": ("marit", "{p}documenten/"),
    "overeenkomst": ("marit", "{p}documenten/overeenkomst/"),
    "tekst van de overeenkomst": ("marit", "{p}documenten/overeenkomst/tekst/slot/"),
    "versie van de overeenkomst": ("marit", "{d}"),
    "handtekening op papier": ("marit", "{d}tekenen/{v}/papier/"),
    "tekenen": ("samira.haddad", "/linderode/projecten/tekenen/{v}/"),
    "eigen handtekening op papier": ("samira.haddad", "/linderode/projecten/tekenen/{v}/papier/"),
    "visienotitie": ("marit", "{p}documenten/visienotitie/"),
    "projectplan": ("marit", "{p}documenten/projectplan/"),
    "geschiedenis van een tekst": ("marit", "{p}documenten/overeenkomst/tekst/slot/geschiedenis/"),
    "geschiedenis van het rooster": ("marit", "{p}aanwezigheid/geschiedenis/"),
    "geschiedenis van de visie": ("marit", "{p}geschiedenis/visie/"),
    "geschiedenis van een teamlid": ("marit", "{r}geschiedenis/"),
    "eigen plek in het team": ("marit", "{p}team/mijn-plek/"),
    "nieuw mandaat": ("marit", "{p}mandaten/nieuw/"),
    "nieuw besluit": ("marit", "{p}besluiten/nieuw/"),
    "nieuwe afwijking": ("marit", "{p}afwijkingen/nieuw/"),
    "nieuwe vraag": ("marit", "{p}vragen/nieuw/"),
    "reflectie": ("ruben.aalders", "{m}"),
    "reflectie zonder teksten": ("sanne.terpstra", "{m}"),
    "reflectie die nog leeg is": ("eva.kramer", "{n}"),
    "reeks": ("ruben.aalders", "{m}reeks/"),
    "reeks opzetten": ("eva.kramer", "{n}reeks/"),
    "eigen methode": ("ruben.aalders", "{m}methode/"),
    "lessen": ("ruben.aalders", "{m}lessen/"),
    "lessen in aantallen": ("sanne.terpstra", "{m}lessen/"),
    "les": ("ruben.aalders", "{m}lessen/{l}/"),
    "MLB vastgelegd": ("fatima", "/linderode/reflectie/mlb/{h}/"),
    "MLB in concept": ("ruben.aalders", "/linderode/reflectie/mlb/{c}/"),
    "MLB verplaatsen": ("ruben.aalders", "/linderode/reflectie/mlb/{c}/verplaatsen/"),
    "geschiedenis van een MLB": ("fatima", "/linderode/reflectie/mlb/{h}/geschiedenis/"),
    "methoden": ("koen.visser", "/linderode/reflectie/methoden/"),
    "woorden van de privacywacht": ("koen.visser", "/linderode/reflectie/woorden/"),
    "ontwikkelplannen": ("sanne.terpstra", "/linderode/ontwikkelplan/?alle"),
    "nieuw ontwikkelplan": ("sanne.terpstra", "/linderode/ontwikkelplan/nieuw/"),
    "ontwikkelplan": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/"),
    "inleiding van het plan": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/inleiding/"),
    "algemene informatie": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/algemeen/"),
    "nieuw document bij het plan": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/lijst/documenten/nieuw/"),
    "plan vaststellen": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/vaststellen/"),
    "versies van het plan": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/versies/"),
    "regionaal aanbod": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/regio/"),
    "basisfunctie": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/basisfunctie/tijdig-signaleren/"),
    "basisfunctie in kolommen": (
        "sanne.terpstra",
        "/linderode/ontwikkelplan/{o}/basisfunctie/veilige-leefomgeving/?weergave=tabel",
    ),
    "basisfunctie alleen lezen": ("marit", "/linderode/ontwikkelplan/{o}/basisfunctie/leren-en-verbeteren/"),
    "alle ontwikkelpunten": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/alles/"),
    "ontwikkelpunt": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/punt/{u}/"),
    "stand bijwerken": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/punt/{u}/stand/"),
    "geschiedenis van een ontwikkelpunt": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/punt/{u}/geschiedenis/"),
    "bestanden van het plan": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/bestanden/"),
    "tabel plakken": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/plakken/"),
    "quickscans": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/quickscan/"),
    "nieuwe quickscan": ("sanne.terpstra", "/linderode/ontwikkelplan/{o}/quickscan/nieuw/"),
    "quickscan": ("sanne.terpstra", "/linderode/ontwikkelplan/quickscan/{q}/"),
    "quickscan als gast": ("carla", "/linderode/ontwikkelplan/quickscan/{q}/"),
    "quickscan bespreken": ("sanne.terpstra", "/linderode/ontwikkelplan/quickscan/{q}/bespreken/"),
    "quickscan uitkomst": ("sanne.terpstra", "/linderode/ontwikkelplan/quickscan/{q}/uitkomst/"),
    "quickscan weer openen": ("sanne.terpstra", "/linderode/ontwikkelplan/quickscan/{q}/stap/heropenen/"),
    "opdrachten": ("sanne.terpstra", "/linderode/sturing/opdracht/?alle"),
    "nieuwe opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/nieuw/"),
    "opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/"),
    "deel van de opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/deel/goed-begin/"),
    "deel van de opdracht alleen lezen": ("marit", "/linderode/sturing/opdracht/{k}/deel/randvoorwaarden/"),
    "kader van de opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/deel/kader/"),
    "proces van de opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/proces/"),
    "gegevens van de opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/gegevens/"),
    "opdracht naast de regio": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/regio/"),
    "opdracht vaststellen": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/vaststellen/"),
    "overleggen": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/overleggen/"),
    "overleg": ("sanne.terpstra", "/linderode/sturing/overleg/{ov}/"),
    "overleg alleen lezen": ("koen.visser", "/linderode/sturing/overleg/{ov}/"),
    "monitorafspraken": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/monitoring/"),
    "nieuwe monitorafspraak": ("sanne.terpstra", "/linderode/sturing/lijst/monitoring/{k}/nieuw/"),
    "knelpunten van de opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/knelpunten/"),
    "versies van de opdracht": ("sanne.terpstra", "/linderode/sturing/opdracht/{k}/versies/"),
    "sturing": ("sanne.terpstra", "/linderode/sturing/"),
    "sturing domeinen": ("sanne.terpstra", "/linderode/sturing/{st}/deel/draagvlak/"),
    "sturing cijfers": ("sanne.terpstra", "/linderode/sturing/{st}/deel/cijfers/"),
    "sturing bekijken": ("koen.visser", "/linderode/sturing/{st}/deel/rollen-en-taken/"),
    "sturing voorlezen": ("sanne.terpstra", "/linderode/sturing/{st}/gesprek/draagvlak/"),
    "sturing uitgezet": ("sanne.terpstra", "/linderode/sturing/{st}/uitgezet/"),
    "sturing uitzetten": ("sanne.terpstra", "/linderode/sturing/{st}/antwoord/STU-I-05-a/uitzetten/"),
    "sturing gevraagd": ("fatima", "/linderode/sturing/{st}/gevraagd/"),
    "gesprekken": ("sanne.terpstra", "/linderode/sturing/gesprek/"),
    "gesprek": ("sanne.terpstra", "/linderode/sturing/gesprek/{bg}/"),
    "nieuw gesprek": ("sanne.terpstra", "/linderode/sturing/lijst/gesprekken/{st}/nieuw/"),
    "verbeteragenda’s": ("sanne.terpstra", "/linderode/sturing/verbeteragenda/"),
    "nieuwe verbeteragenda": ("sanne.terpstra", "/linderode/sturing/verbeteragenda/nieuw/"),
    "verbeteragenda": ("sanne.terpstra", "/linderode/sturing/verbeteragenda/{va}/"),
    "verbeteragenda bekijken": ("koen.visser", "/linderode/sturing/verbeteragenda/{va}/"),
    "borging": ("joost.van.rijn", "/hazelrade/sturing/project/{eb}/borging/"),
    "borging van een afgerond project": ("petra.vos", "/hazelrade/sturing/project/{ab}/borging/"),
    "nieuw resultaat": ("joost.van.rijn", "/hazelrade/sturing/lijst/borging/{eb}/nieuw/"),
    "vraag over borging": ("joost.van.rijn", "/hazelrade/sturing/borging/vraag/{bv}/"),
    "vervolg": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/"),
    "vervolg alleen lezen": ("meryem.aydin", "/hazelrade/vervolg/project/{eb}/"),
    "bevindingen die beleid worden": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/beleid/"),
    "bevindingen in aantallen": ("meryem.aydin", "/hazelrade/vervolg/project/{eb}/beleid/"),
    "besluit over een bevinding": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/beleid/{vl}/"),
    "gerichte opdracht": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/opdracht/"),
    "regiodag en successen": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/vieren/"),
    "nieuwe regiodag": ("joost.van.rijn", "/hazelrade/vervolg/lijst/regiodagen/{eb}/nieuw/"),
    "definitieve overeenkomst": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/overeenkomst/"),
    "nieuw team": ("joost.van.rijn", "/hazelrade/vervolg/project/{eb}/nieuw-team/"),
    "nieuwe verbetering": ("sanne.terpstra", "/linderode/sturing/lijst/verbeteringen/{va}/nieuw/"),
    "bouwstenen": ("sanne.terpstra", "/linderode/sturing/{st}/bouwstenen/"),
    "bouwstenen plakken": ("sanne.terpstra", "/linderode/sturing/{st}/bouwstenen/plakken/"),
    "bouwstenen bekijken": ("koen.visser", "/linderode/sturing/{st}/bouwstenen/"),
    "programma": ("koen.visser", "/linderode/programma/"),
    "project van het programma": ("koen.visser", "/linderode/programma/stand/{rs}/"),
    "delen met de regio": ("marit", "/linderode/programma/project/{dv}/"),
    "akkoord voor de regio": ("sanne.terpstra", "/linderode/programma/project/{hv}/"),
    "vragenlijsten": ("marit", "{qp}"),
    "vragenlijsten bekijken": ("koen.visser", "{qp}"),
    "nieuwe ronde": ("marit", "{qp}nieuw/"),
    "uitslag van een ronde": ("marit", "{qp}ronde/{vd}/"),
    "ronde die open is": ("marit", "{qp}ronde/{vo}/"),
    "ronde zonder uitslag": ("marit", "{qp}ronde/{vk}/"),
    "ronde wijzigen": ("marit", "{qp}ronde/{vo}/wijzigen/"),
    "poster van een ronde": ("marit", "{qp}ronde/{vo}/poster/"),
    "opmerkingen beoordelen": ("marit", "{qp}ronde/{vd}/opmerkingen/"),
    "opmerking beoordelen": ("marit", "{qp}ronde/{vd}/opmerkingen/{vp}/"),
    "vragenlijst invullen": ("", "/v/{vc}/"),
    "vragenlijst die gesloten is": ("", "/v/{qc}/"),
    "vragenlijst die er niet is": ("", "/v/bestaat-niet/"),
    "leden": ("koen.visser", "/linderode/leden/"),
    "huisstijl": ("koen.visser", "/linderode/huisstijl/"),
    "logboek": ("koen.visser", "/linderode/logboek/"),
    "eigen punten": ("koen.visser", "/linderode/projecten/eigen-punten/"),
    "voortgang": ("marit", "{vg}"),
    "voortgang bekijken": ("koen.visser", "{vg}"),
    "voortgangsbericht schrijven": ("marit", "{vg}{vb}/"),
    "voortgangsbericht nakijken": ("marit", "{vg}{vb}/nakijken/"),
    "voortgangsbericht versturen": ("marit", "{vg}{vb}/versturen/"),
    "voortgangsbericht verzonden": ("marit", "{vg}{vs}/verzonden/"),
    "voortgangsbericht lezen": ("fatima", "/linderode/voortgang/bericht/{vs}/"),
    "lezers van voortgangsberichten": ("marit", "{vg}lezers/"),
    "ander thema: projecten": ("ruben.aalders", "{g}"),
    "ander thema: checklist": ("ruben.aalders", "{g}checklist/uitvoering/UI-04/"),
    "evaluaties": ("joost.van.rijn", "/hazelrade/evaluatie/project/{oh}/"),
    "evaluaties te plannen": ("marit", "{ev}"),
    "evaluatie": ("joost.van.rijn", "/hazelrade/evaluatie/moment/{em}/"),
    "evaluatie gelezen": ("petra.vos", "/hazelrade/evaluatie/moment/{em}/"),
    "bevinding erbij": ("joost.van.rijn", "/hazelrade/evaluatie/lijst/bevindingen/{em}/nieuw/?soort=succes"),
    "wie is gehoord": ("joost.van.rijn", "/hazelrade/evaluatie/project/{oh}/gehoord/"),
    "producten": ("joost.van.rijn", "/hazelrade/evaluatie/project/{oh}/producten/"),
    "verslagen": ("joost.van.rijn", "/hazelrade/evaluatie/project/{oh}/verslag/"),
    "verslag": ("joost.van.rijn", "/hazelrade/evaluatie/project/{oh}/verslag/projectverslag/"),
    "verslag met tegenspraak": ("marit", "{ev}verslag/projectverslag/"),
    "tekst van het verslag": (
        "joost.van.rijn",
        "/hazelrade/evaluatie/project/{oh}/verslag/projectverslag/tekst/VSL-1.4/",
    ),
    "versie van het verslag": ("joost.van.rijn", "/hazelrade/evaluatie/verslag/{vv}/"),
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(site: Site, visit: Visit, name: str) -> None:
    who, path = PAGES[name]
    neighbour = (
        "SELECT p.naam FROM projects_project p JOIN tenancy_gemeente g ON g.id = p.gemeente_id"
        " WHERE g.slug = 'elzerwoude' LIMIT 1"
    )
    path = path.replace("{p}", site.project()).replace("{g}", site.project(str(site.scalar(neighbour))))
    path = path.replace("{d}", f"{site.project()}documenten/versie/{site.scalar(AGREEMENT)}/")
    path = path.replace("{v}", str(site.scalar(REQUEST)))
    path = path.replace("{r}", f"{site.project()}teamleden/{site.scalar(MEMBER)}/")
    path = path.replace("{vg}", site.project().replace("/projecten/", "/voortgang/project/"))
    signs = {
        "{k}": OPDRACHT,
        "{st}": STURING,
        "{bg}": TALK,
        "{ov}": MEETING,
        "{va}": AGENDA,
        "{bv}": QUESTION,
        "{eb}": ENDING,
        "{ab}": CLOSED,
        "{oh}": LATER,
        "{em}": LOOKED_BACK,
        "{vv}": REPORT,
        "{vd}": ROUND,
        "{vo}": OPEN_ROUND,
        "{vk}": SMALL_ROUND,
        "{vp}": REMARK,
        "{vc}": LINK,
        "{qc}": CLOSED_LINK,
        "{vl}": DECIDED,
        "{h}": HELD,
        "{c}": COMING,
        "{l}": LESSON,
        "{o}": PLAN,
        "{q}": SCAN,
        "{u}": POINT,
        "{vb}": DRAFT,
        "{vs}": SENT,
        "{rs}": SHARED,
        "{dv}": DE_VAART,
        "{hv}": HET_VEEN,
    }
    for sign, query in signs.items():
        path = path.replace(sign, str(site.scalar(query)) if sign in path else "")
    path = path.replace("{ev}", site.project().replace("/projecten/", "/evaluatie/project/"))
    path = path.replace("{qp}", site.project().replace("/projecten/", "/vragenlijst/project/"))
    path = path.replace("{m}", reflectie(site, "De Vaart")).replace("{n}", reflectie(site, "Sluiswijk"))
    page = visit(who, path, keep=True)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        require_accessible(page)
    assert page.evaluate("document.documentElement.lang") == "nl"


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_the_questionnaire_in_english_nor_with_a_message(
    site: Site, visit: Visit, width: int
) -> None:
    page = visit("", f"/v/{site.scalar(LINK)}/?taal=en", width=width, javascript=True)
    for _before_and_after_sending_nothing in range(2):
        require_accessible(page)
        assert page.evaluate("document.documentElement.lang") == "en"
        page.get_by_role("button", name="Send").click()
    page.get_by_role("radio", name="Mostly yes").first.check()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you!").wait_for()
    assert page.context.cookies() == []


def reflectie(site: Site, naam: str) -> str:
    """Return the address of the tab Reflectie of a project."""
    return site.project(naam).replace("/projecten/", "/reflectie/project/")


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_a_session_that_is_busy_with_a_question(site: Site, visit: Visit, width: int) -> None:
    busy = site.scalar(
        "SELECT s.id FROM reflectie_sessie s JOIN projects_project p ON p.id = s.project_id"
        " WHERE p.naam = 'De Vaart' AND s.staat IN ('gepland', 'bezig') ORDER BY s.datum LIMIT 1"
    )
    page = visit("ruben.aalders", f"/linderode/reflectie/mlb/{busy}/", width=width)
    if page.get_by_role("button", name="Begin de MLB").count():
        page.get_by_role("button", name="Begin de MLB").click()
    page.locator("#vraag_casus").fill("School ziet dat Jordy vaak zonder eten komt.")
    page.locator("#vragen-vraag_casus mark").wait_for()
    require_accessible(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_while_a_quickscan_is_filled_in(site: Site, visit: Visit, width: int) -> None:
    page = visit("sanne.terpstra", f"/linderode/ontwikkelplan/{site.scalar(PLAN)}/quickscan/nieuw/", width=width)
    page.get_by_label("Naam").fill(f"Scan op {width}")
    page.get_by_role("button", name="Begin de quickscan").click()
    page.get_by_label("Wie", exact=True).select_option(label="Sanne Terpstra")
    page.get_by_label("Vanuit welk perspectief").select_option(label="Beleid")
    page.get_by_role("button", name="Laat meedoen").click()
    page.get_by_role("link", name="4. Handelen vanuit een brede blik").click()
    page.locator("#BF4-01-a").get_by_text("Deels", exact=True).click()
    page.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    assert page.locator("#teller").inner_text() == "1 van 22 beantwoord"
    page.locator("#normen summary").click()
    require_accessible(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_a_conflict(site: Site, visit: Visit, width: int) -> None:
    path = f"{site.project()}checklist/vervolg/VE-0{4 if width == 360 else 5}/"
    marit, sanne = visit("marit", path, width=width), visit("sanne.terpstra", path)
    sanne.get_by_label("Toelichting").fill("Een")
    sanne.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    marit.get_by_label("Toelichting").fill("Twee")
    marit.locator(".conflict").wait_for()
    require_accessible(marit)


def test_axe_finds_nothing_in_a_conflict_on_a_page_of_the_set_up(site: Site, visit: Visit) -> None:
    path = f"{site.project()}startbijeenkomst/"
    marit, fatima = visit("marit", path), visit("fatima", path)
    fatima.get_by_label("Plaats").fill("De Sluis")
    fatima.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    marit.get_by_label("Plaats").fill("Het buurthuis")
    marit.locator(".conflict").wait_for()
    for width in (1280, 360):
        marit.set_viewport_size({"width": width, "height": 900})
        require_accessible(marit)
