"""A town of the cast with a row behind every address: what a walk past all doors begins with."""

from tests.cast import Town
from tests.evaluatie.setting_up import add_evaluation
from tests.evaluatie.setting_up_programma import add_programma
from tests.evaluatie.setting_up_vervolg import add_vervolg
from tests.evaluatie.voortgang_hulp import add_voortgang
from tests.evaluatie.vragenlijstrijen import add_vragenlijst
from tests.herinneringen.setting_up import add_reminders
from tests.ontwikkelplan.setting_up import add_plan
from tests.projects.setting_up import add_guarded, add_setup
from tests.reflectie.setting_up import add_reflectie
from tests.sturing.setting_up import add_sturing
from tests.uitvoer.setting_up import add_export


def furnish(town: Town) -> None:
    """Add it all, a scope being open."""
    for add in (
        add_setup, add_reflectie, add_guarded, add_plan, add_sturing, add_voortgang, add_programma, add_vervolg,
        add_reminders, add_evaluation, add_export, add_vragenlijst,
    ):  # fmt: skip
        add(town)
