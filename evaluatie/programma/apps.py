"""The programme app: standen that gemeenten share, and the screen of the region over them."""

from django.apps import AppConfig


class ProgrammaConfig(AppConfig):
    """The programme of a region."""

    name = "evaluatie.programma"
    label = "programma"
    verbose_name = "Programma"
