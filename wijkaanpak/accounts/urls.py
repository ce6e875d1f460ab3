"""Addresses for members and invitations, below the gemeente."""

from django.urls import path

from wijkaanpak.accounts import views

app_name = "accounts"
urlpatterns = [
    path("leden/", views.leden, name="leden"),
    path("leden/uitnodigen/", views.uitnodigen, name="uitnodigen"),
    path("leden/<uuid:lid_id>/rol/", views.lid_wijzigen, name="lid-wijzigen"),
    path("leden/<uuid:lid_id>/beeindigen/", views.lid_beeindigen, name="lid-beeindigen"),
    path("uitnodigingen/<uuid:uitnodiging_id>/opnieuw/", views.opnieuw_uitnodigen, name="opnieuw-uitnodigen"),
    path("uitnodigingen/<uuid:uitnodiging_id>/intrekken/", views.uitnodiging_intrekken, name="uitnodiging-intrekken"),
    path("logboek/", views.logboek, name="logboek"),
    path("uitnodiging/<slug:token>/", views.uitnodiging, name="uitnodiging"),
]
