"""Addresses of reminders: of a person, and of a gemeente."""

from django.urls import path

from wijkaanpak.herinneringen.views import gemeente, persoon

app_name = "herinneringen"
urlpatterns = [
    path("account/herinneringen/", persoon.postvak, name="postvak"),
    path("account/herinneringen/instellingen/", persoon.instellingen, name="instellingen"),
    path("account/afmelden/<str:token>/", persoon.afmelden, name="afmelden"),
    path("account/agenda/", persoon.agenda, name="agenda"),
    path("account/agenda/<slug:token>.ics", persoon.agenda_ics, name="agenda-ics"),
    path("<slug:gemeente>/herinneringen/gelezen/", persoon.alles_gelezen, name="alles-gelezen"),
    path("<slug:gemeente>/herinneringen/<uuid:herinnering_id>/", persoon.openen, name="open"),
    path("<slug:gemeente>/beheer/herinneringen/", gemeente.standaard, name="standaard"),
    path("<slug:gemeente>/beheer/herinneringen/regio/", gemeente.regiostandaard, name="regiostandaard"),
    path("<slug:gemeente>/beheer/mail/", gemeente.post, name="post"),
    path("<slug:gemeente>/beheer/mail/opnieuw/", gemeente.alles_opnieuw, name="post-alles-opnieuw"),
    path("<slug:gemeente>/beheer/mail/<uuid:mail_id>/opnieuw/", gemeente.opnieuw, name="post-opnieuw"),
    path("<slug:gemeente>/beheer/mail/adres/<uuid:stop_id>/", gemeente.adres_vrij, name="post-adres"),
]
