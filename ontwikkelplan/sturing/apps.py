"""The sturing app: checklist, bestuurlijk gesprek, opdracht, dialoog and borging of the gemeente as opdrachtgever."""

from django.apps import AppConfig


class SturingConfig(AppConfig):
    """The gemeente as opdrachtgever of its lokaal team."""

    name = "ontwikkelplan.sturing"
    label = "sturing"
    verbose_name = "Sturing"
