"""Forms of the projects app. Choices come from the gemeente, or the project, of the request."""

from projects.forms.project import (
    AntwoordForm,
    BewijsForm,
    DelenForm,
    EigenPuntForm,
    ProjectForm,
    TeamForm,
    TeamUitnodigingForm,
)

__all__ = [
    "AntwoordForm",
    "BewijsForm",
    "DelenForm",
    "EigenPuntForm",
    "ProjectForm",
    "TeamForm",
    "TeamUitnodigingForm",
]
