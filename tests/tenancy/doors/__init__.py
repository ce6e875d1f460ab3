"""The table of every address: who gets in, who does not, and with what.

``who`` names a person of a Town ("anoniem" for nobody). A door for members is shut to the neighbour (404);
a door with a project in it is also shut to ``buiten``, who is a member but not in the project (404).
"""

from tests.tenancy.doors import evaluatie, ontwikkelplan, platform, projects, reflectie, sturing, vervolg
from tests.tenancy.doors.door import Door, arguments_of
from tests.tenancy.doors.places import THINGS
from tests.tenancy.doors.platform import ALLAUTH, ALLAUTH_ARGUMENTS, INVITED, OWN, PUBLIC
from tests.tenancy.doors.reflectie import SESSION

GEMEENTE = [
    *platform.GEMEENTE,
    *projects.OF_THE_GEMEENTE,
    *reflectie.REFLECTIE_OF_THE_GEMEENTE,
    *ontwikkelplan.PUNTEN,
    *ontwikkelplan.SCAN,
    *ontwikkelplan.ONTWIKKELPLAN,
    *ontwikkelplan.UITWISSELING,
    *sturing.STURING,
    *sturing.OPDRACHT,
    *sturing.BORGING,
    *vervolg.OF_THE_GEMEENTE,
]
PROJECT = [
    *projects.PROJECT,
    *reflectie.REFLECTIE,
    *SESSION,
    *sturing.OF_A_PROJECT,
    *evaluatie.EVALUATIE,
    *vervolg.VERVOLG,
]
WALLED = [*GEMEENTE, *PROJECT]
DOORS = [*PUBLIC, *INVITED, *OWN, *WALLED]

__all__ = [
    "ALLAUTH", "ALLAUTH_ARGUMENTS", "DOORS", "GEMEENTE", "INVITED", "OWN", "PROJECT", "PUBLIC", "SESSION", "THINGS",
    "WALLED", "Door", "arguments_of",
]  # fmt: skip
