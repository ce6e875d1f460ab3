"""The history of one row of the set-up, with a way back to each version."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from projects.models import Project
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.history import versions
from wijkaanpak.editing.models import Editable


def history_page(
    request: MemberRequest,
    project: Project,
    tab: str,
    row: Editable,
    form: EditForm,
    place: str,
    right: str = "projects.opzet_bijwerken",
    *,
    is_closed: bool = False,
    texts_alone: bool = False,
) -> HttpResponse:
    """Answer who changed what in a row, and when; ``place`` is where it is changed, with ``right``, unless closed.

    ``texts_alone`` leaves out the saves that changed none of the fields of ``form``.
    """
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    rules = versions(row, form.labels(), form.words, dict(people), {})
    if texts_alone:
        rules = [each for each in rules if each.wijzigingen]
        rules[:1] = [replace(each, is_nu=True) for each in rules[:1]]
    context = {
        **project_frame(request, project, tab),
        "rij": row,
        "regels": rules,
        "terug": place,
        "mag_terug": not is_closed and may(request.lid, right, project) and getattr(row, "vervallen_op", None) is None,
    }
    return render(request, "projects/opzet/geschiedenis.html", context)
