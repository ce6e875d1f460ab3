"""The ontwikkelplan app: the lokaal ontwikkelplan of a gemeente and its quickscan."""

from django.apps import AppConfig


class OntwikkelplanConfig(AppConfig):
    """The plan of a gemeente, from quickscan to document."""

    name = "ontwikkelplan"
    verbose_name = "Ontwikkelplan"
