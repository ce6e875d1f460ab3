"""The doors of evaluatie."""

from tests.tenancy.doors.door import Door

_E = "evaluatie"

# Who sees the project reads its evaluations; the team that writes, and beleid, write them.
EVALUATIE = [
    Door(f"{_E}:begin", "GET", "lid", 200),
]
