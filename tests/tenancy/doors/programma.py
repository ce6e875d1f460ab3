"""The doors of the programme."""

from tests.tenancy.doors.door import Door

_P = "programma"

# Beleid and the beheerder of the gemeente that leads the region.
REGIO = [
    Door(f"{_P}:scherm", "GET", "beleid", 200, "leider"),
    Door(f"{_P}:csv", "GET", "beheerder", 200, "lid"),
    Door(f"{_P}:project", "GET", "beleid", 200, "gast"),
    Door(f"{_P}:pdf-maken", "POST", "beleid", 302, "leider"),
    Door(f"{_P}:pdf", "GET", "beheerder", 200, "lid"),
    Door(f"{_P}:pdf-opnieuw", "POST", "beleid", 302, "lid"),
    Door(f"{_P}:pdf-bestand", "GET", "beleid", 200, "leider"),
]
# Who sees the project sees what is shared of it; the gemeente decides.
OF_A_PROJECT = [
    Door(f"{_P}:delen", "GET", "gast", 200),
    Door(f"{_P}:maken", "POST", "leider", 302, "lid"),
    Door(f"{_P}:klaarzetten", "POST", "leider", 302, "gast"),
    Door(f"{_P}:vrijgeven", "POST", "beleid", 302, "leider"),
    Door(f"{_P}:terugvragen", "POST", "beheerder", 302, "leider", lambda town: {"waarom": "later"}),
    Door(f"{_P}:intrekken", "POST", "beleid", 302, "lid"),
]
