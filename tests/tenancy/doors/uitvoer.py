"""The doors of the export centre: of beheerders alone."""

from tests.tenancy.doors.door import Door, both

UITVOER = [
    Door("uitvoer:overzicht", "GET", "beheerder", 200, "beleid"),
    *both("uitvoer:kiezen", "beheerder", "beleid", lambda town: {"project": "", "van": "", "tot": ""}),
    *both("uitvoer:gegevens", "beheerder", "beleid", lambda town: {"akkoord": "on"}),
    Door("uitvoer:stand", "GET", "beheerder", 200, "beleid"),
    Door("uitvoer:bestand", "GET", "beheerder", 200, "leider"),
    Door("uitvoer:opnieuw", "POST", "beheerder", 302, "leider"),
    Door("uitvoer:weg", "POST", "beheerder", 302, "leider"),
]
