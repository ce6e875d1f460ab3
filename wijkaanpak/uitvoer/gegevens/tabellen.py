"""Which tables and columns go along to another installation, and what does not, each for a reason."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import AutoField, Field, FileField, ForeignKey, Model
from pghistory.models import Event

from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.tenancy.tables import tenant_models

# Tables of a gemeente that stay behind.
BLIJFT_HIER = {
    "post_mail": "the outbox of this installation: what waits here goes from here",
    "post_adresstop": "what the mail server of this installation was told",
    "vragenlijst_telling": "counts that nobody may read as they are: a report keeps what may be shown",
    "vragenlijst_opmerking": "remarks of people without a name, which nobody may read before they are judged",
    "uitvoer_uitvoer": "what was taken out here, and files that are thrown away within days",
    "uitvoer_uitvoerstuk": "pieces of the same",
}
# Columns that go along empty.
LEEG = {
    ("accounts_uitnodiging", "token_hash"): "the secret of a link that this installation mailed",
    ("voortgang_verzending", "code_hash"): "the same",
    ("vragenlijst_ronde", "code"): "a link that leads to this installation; a new one is made there",
}
# Of a person go along: who they are. No password, no second factor, no session, no calendar, no choices of mail.
MENSKOLOMMEN = ("id", "email", "naam", "is_active", "sneltoetsen")

_RIGHTS = " FROM auth_permission recht JOIN django_content_type content ON content.id = recht.content_type_id WHERE "
_NAME = "content.app_label || '.' || content.model || '.' || recht.codename"
RECHT_VAN_NAAM = f"SELECT recht.id{_RIGHTS}{_NAME}"  # … = the name
_MEMBER = "SELECT FROM accounts_lidmaatschap lid WHERE lid.gemeente_id = rij.gemeente_id AND lid.gebruiker_id = "


@dataclass(frozen=True)
class Tabel:
    """One table that goes along, with what is special about its columns."""

    model: type[Model]

    @property
    def naam(self) -> str:
        """Its name in PostgreSQL."""
        return self.model._meta.db_table

    @cached_property
    def nummer(self) -> str:
        """The column that this installation numbers by itself, or ''. Its order goes along, its numbers don't."""
        return self.volgorde if isinstance(_pk(self.model), AutoField) else ""

    @property
    def volgorde(self) -> str:
        """The column by which rows are written and read."""
        return str(_pk(self.model).column)

    @cached_property
    def kolommen(self) -> tuple[str, ...]:
        """Every column that a row has in the file."""
        fields = self.model._meta.local_concrete_fields
        return tuple(str(each.column) for each in fields if each.column != self.nummer)

    @cached_property
    def rechten(self) -> tuple[str, ...]:
        """Columns that name a permission: its number differs per installation, its name does not."""
        return tuple(key.column for key in self._keys() if key.related_model is Permission)

    @cached_property
    def mensen(self) -> tuple[str, ...]:
        """Columns that hold a person and may be empty: someone who is no member does not go along."""
        return tuple(
            key.column for key in self._keys() if key.related_model is Gebruiker and key.null and key.db_constraint
        )

    @cached_property
    def naar_zichzelf(self) -> tuple[str, ...]:
        """Columns that point at another row of this table, which may come later."""
        return tuple(key.column for key in self._keys() if key.related_model is self.model and key.db_constraint)

    @cached_property
    def blijft_hier(self) -> tuple[str, ...]:
        """Columns that point at a table that stays behind."""
        return tuple(key.column for key in self._keys() if key.related_model._meta.db_table in BLIJFT_HIER)

    @cached_property
    def bestanden(self) -> tuple[str, ...]:
        """Columns that name a file. History names the same ones, or files that are gone."""
        fields = self.model._meta.local_concrete_fields
        return tuple(str(each.column) for each in fields if isinstance(each, FileField))

    @property
    def is_geschiedenis(self) -> bool:
        """Whether these rows are history."""
        return issubclass(self.model, Event)

    def query(self) -> str:
        """Return the query that gives one line of JSON for each row; its one value is the id of the gemeente."""
        other = {column: f"(SELECT {_NAME}{_RIGHTS}recht.id = rij.{column})" for column in self.rechten}
        other |= {column: f"CASE WHEN EXISTS ({_MEMBER}rij.{column}) THEN rij.{column} END" for column in self.mensen}
        other |= dict.fromkeys(self.blijft_hier, "NULL::text")
        other |= {column: "''::text" for table, column in LEEG if table == self.naam}
        changed = ", ".join(f"'{column}', {expression}" for column, expression in sorted(other.items()))
        return (
            f"SELECT ((to_jsonb(rij) - '{self.nummer}') || jsonb_build_object({changed}))::text"  # noqa: S608
            f' FROM "{self.naam}" rij WHERE gemeente_id = %s ORDER BY rij.{self.volgorde}'
        )

    def _keys(self) -> list[Any]:
        return [field for field in self.model._meta.local_fields if isinstance(field, ForeignKey)]


def _pk(model: type[Model]) -> "Field[Any, Any]":
    assert model._meta.pk is not None  # noqa: S101 (every model has one)
    return model._meta.pk


def tabellen() -> list[Tabel]:
    """Return every table that goes along, each after those it points at."""
    return [Tabel(model) for model in tenant_models() if model._meta.db_table not in BLIJFT_HIER]


MENSEN = (
    f"SELECT jsonb_build_object({', '.join(f'{name!r}, mens.{name}' for name in MENSKOLOMMEN)})::text"  # noqa: S608
    " FROM accounts_gebruiker mens WHERE EXISTS (SELECT FROM accounts_lidmaatschap lid"
    " WHERE lid.gebruiker_id = mens.id AND lid.gemeente_id = %s) ORDER BY mens.id"
)
GEMEENTE = (
    "SELECT jsonb_build_object('id', gemeente.id, 'naam', gemeente.naam, 'slug', gemeente.slug,"
    " 'merkkleur', gemeente.merkkleur, 'regio', coalesce(regio.naam, ''))::text"
    " FROM tenancy_gemeente gemeente LEFT JOIN tenancy_regio regio ON regio.id = gemeente.regio_id"
    " WHERE gemeente.id = %s"
)
