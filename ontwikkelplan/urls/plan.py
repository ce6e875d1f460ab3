"""Addresses of the plan itself, its chapters, versions and overview, and of the region."""

from django.urls import URLPattern, path

from ontwikkelplan.views import overzicht, plan, plan_lijsten, plan_staat, regio, versies

urlpatterns: list[URLPattern] = [
    path("", plan.lijst, name="lijst"),
    path("nieuw/", plan.nieuw, name="nieuw"),
    path("nieuw/regionaal/", plan.nieuw_regionaal, name="nieuw-regionaal"),
    path("<uuid:plan_id>/", overzicht.overzicht, name="plan"),
    path("<uuid:plan_id>/inleiding/", plan.inleiding, name="inleiding"),
    path("<uuid:plan_id>/algemeen/", plan.algemeen, name="algemeen"),
    path("<uuid:plan_id>/geschiedenis/<slug:blad>/", plan.geschiedenis, name="geschiedenis"),
    path("<uuid:plan_id>/lijst/<slug:register>/nieuw/", plan_lijsten.nieuw, name="rij-nieuw"),
    path("<uuid:plan_id>/lijst/<slug:register>/<uuid:rij_id>/", plan_lijsten.rij, name="rij"),
    path("<uuid:plan_id>/lijst/<slug:register>/<uuid:rij_id>/weg/", plan_lijsten.weg, name="rij-weg"),
    path("<uuid:plan_id>/lijst/<slug:register>/<uuid:rij_id>/terug/", plan_lijsten.terug, name="rij-terug"),
    path(
        "<uuid:plan_id>/lijst/<slug:register>/<uuid:rij_id>/geschiedenis/",
        plan_lijsten.geschiedenis,
        name="rij-geschiedenis",
    ),
    path("<uuid:plan_id>/vaststellen/", plan_staat.vaststellen, name="vaststellen"),
    path("<uuid:plan_id>/staat/<slug:naam>/", plan_staat.overgang, name="overgang"),
    path("<uuid:plan_id>/versies/", versies.versies, name="versies"),
    path("<uuid:plan_id>/versies/vergelijk/", versies.vergelijk, name="vergelijk"),
    path("<uuid:plan_id>/versies/<uuid:planversie_id>/", versies.versie, name="versie"),
    path("<uuid:plan_id>/aanbod/", regio.aanbod, name="aanbod"),
    path("<uuid:plan_id>/regio/", regio.regio, name="regio"),
    path("<uuid:plan_id>/regio/alles/", regio.neem_alles_over, name="regio-alles"),
    path("<uuid:plan_id>/regio/<uuid:regiopunt_id>/overnemen/", regio.neem_over, name="regio-overnemen"),
    path("<uuid:plan_id>/regio/<uuid:regiopunt_id>/kolom/", regio.kolom, name="regio-kolom"),
    path("<uuid:plan_id>/regio/<uuid:regiopunt_id>/laten/", regio.laten, name="regio-laten"),
]
