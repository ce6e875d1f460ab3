"""Nothing of one request, task or process is left on the connection for the next."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django_scopes import ScopeError

from projects.models import Project
from tests.cast import Cast, make_cast
from tests.servers import ROOT
from wijkaanpak.accounts.rights import require
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.models import Gemeente, GemeenteModel
from wijkaanpak.tenancy.scope import tenant_scope, without_python_scope
from wijkaanpak.tenancy.tasks import TaskWithoutGemeente, tenant_task


class Crash(Exception):
    """What the crashing view raises."""


def crash(request: HttpRequest) -> HttpResponse:
    """Read a row, so that the scope is open for sure, and fall over."""
    assert Project.objects.count() == 1
    raise Crash


def refuse(request: HttpRequest) -> HttpResponse:
    """Read a row, and refuse."""
    assert Project.objects.count() == 1
    require(request, "een.recht.dat.niet.bestaat")  # type: ignore[arg-type]
    raise PermissionDenied


def break_database(request: HttpRequest) -> HttpResponse:
    """Let PostgreSQL refuse a statement, which spoils the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    raise AssertionError


urlpatterns = [
    path("<slug:gemeente>/valt-om/", crash),
    path("<slug:gemeente>/mag-niet/", refuse),
    path("<slug:gemeente>/database-fout/", break_database),
    path("", include("wijkaanpak.urls")),
]
handler403 = "wijkaanpak.web.errors.permission_denied"
handler404 = "wijkaanpak.web.errors.page_not_found"
handler500 = "wijkaanpak.web.errors.server_error"


@pytest.fixture
def towns(committed: None) -> Cast:
    """The cast, really committed: the requests below have transactions of their own."""
    return make_cast()


@contextmanager
def same_connection() -> Iterator[None]:
    """Hold that both sides of the block use one connection to PostgreSQL."""
    before = ask("SELECT pg_backend_pid()")
    yield
    assert ask("SELECT pg_backend_pid()") == before


def ask(query: str) -> Any:
    """Return the first value that the web's own connection answers."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def assert_nothing_left() -> None:
    """The connection is outside a transaction, has no setting, and shows no row; the Python lock is shut."""
    assert not connection.in_atomic_block
    for setting in ("app.gemeente", "app.gemeenten", "app.gebruiker"):
        assert not ask(f"SELECT current_setting('{setting}', true)")
    assert ask("SELECT count(*) FROM projects_project") == 0
    with pytest.raises(ScopeError):
        Project.objects.count()


@pytest.mark.parametrize(
    ("where", "status"), [("valt-om", 500), ("mag-niet", 403), ("database-fout", 500), ("projecten", 200)]
)
def test_a_connection_carries_nothing_over(towns: Cast, settings: Any, where: str, status: int) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(towns.linderode.leider.user)
    with same_connection():
        assert client.get(f"/linderode/{where}/").status_code == status
        assert_nothing_left()
        client.force_login(towns.broekveen.leider.user)
        page = client.get("/broekveen/projecten/").content.decode()
    assert "KANARIE broekveen" in page
    assert "KANARIE linderode" not in page


def test_a_refusal_is_on_record_although_its_request_was_rolled_back(towns: Cast, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(towns.linderode.leider.user)
    client.get("/linderode/mag-niet/")
    with tenant_scope(towns.linderode.gemeente.pk):
        line = Logregel.objects.get(resultaat="geweigerd")
        assert (line.handeling, line.gebruiker_id) == ("een.recht.dat.niet.bestaat", towns.linderode.leider.user.pk)


# --- tasks -------------------------------------------------------------------------------------------

seen: list[tuple[str, list[str]]] = []


@tenant_task
def look_round(gemeente: Gemeente) -> None:
    """Note which projects this task sees, in Python and in raw SQL."""
    names = list(Project.objects.values_list("naam", flat=True))
    assert ask("SELECT count(*) FROM projects_project") == len(names)
    seen.append((gemeente.slug, names))


@pytest.mark.parametrize("arguments", [(), ("",), (None,), ("onzin",), (uuid4(),), ("linderode",)])
def test_a_task_without_a_gemeente_does_not_run(cast: Cast, arguments: tuple[Any, ...]) -> None:
    seen.clear()
    with pytest.raises(TaskWithoutGemeente):
        look_round(*arguments)
    assert seen == []


def test_tasks_of_two_gemeenten_in_turn_see_their_own_alone(towns: Cast) -> None:
    seen.clear()
    for _round in range(50):
        for town in (towns.linderode, towns.broekveen):
            look_round(str(town.gemeente.pk))
    assert len(seen) == 100
    assert all(names == [f"KANARIE {slug}"] for slug, names in seen)
    assert_nothing_left()


# --- the Python lock -----------------------------------------------------------------------------------

TENANT_MODELS = [model for model in apps.get_models() if any(field.name == "gemeente" for field in model._meta.fields)]


@pytest.mark.parametrize(
    "model", [model for model in TENANT_MODELS if issubclass(model, GemeenteModel)], ids=lambda model: model.__name__
)
def test_a_tenant_model_raises_outside_a_scope(db: None, model: Any) -> None:
    with pytest.raises(ScopeError):
        list(model.objects.all())


def test_lifting_the_python_lock_does_not_lift_the_lock_of_the_database(cast: Cast) -> None:
    with without_python_scope("a test"):
        assert {model.__name__: model._default_manager.count() for model in TENANT_MODELS} == {
            model.__name__: 0 for model in TENANT_MODELS
        }
    with tenant_scope(cast.linderode.gemeente.pk):
        assert Project.objects.count() == 1


# --- the start-up check ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "complaint"),
    [("wp_app", ""), ("wp_migrate", "BYPASSRLS"), ("postgres", "superuser"), ("wp_backup", "BYPASSRLS")],
)
def test_the_web_starts_as_the_app_role_alone(
    django_db_setup: None, database_urls: tuple[str, str], role: str, complaint: str
) -> None:
    url = database_urls[0].replace("wp_app", role)
    done = subprocess.run(
        [sys.executable, "-c", "import wijkaanpak.wsgi"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is (complaint == ""), done.stderr
    assert complaint in done.stderr
    assert "ImproperlyConfigured" in done.stderr or not complaint
