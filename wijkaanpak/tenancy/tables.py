"""Which tables belong to a gemeente, and which don't. The tests hold both against PostgreSQL's own catalogue."""

from graphlib import TopologicalSorter

from django.apps import apps
from django.db.models import ForeignKey, Model

# Tables without a gemeente, each for a reason.
GLOBAL_TABLES = {
    "tenancy_regio": "groups gemeenten",
    "tenancy_gemeente": "the tenant itself",
    "accounts_gebruiker": "one person may be a member of several gemeenten",
    "post_hartslag": "when background work last ran, for all",
    "herinneringen_voorkeur": "of a person",
    "herinneringen_agendasleutel": "of a person",
    "herinneringen_regiostandaard": "of a regio",
    "vragenlijst_wegwijzer": "which gemeente a link without login leads to: a hash of its code, nothing else",
    "account_emailaddress": "of a person",
    "account_emailconfirmation": "of a person",
    "mfa_authenticator": "of a person",
    "usersessions_usersession": "of a person",
    "django_session": "of a person",
    "django_content_type": "Django",
    "django_migrations": "Django",
    "auth_permission": "Django",
    "auth_group": "Django, unused",
    "auth_group_permissions": "Django, unused",
    "guardian_userobjectpermission": "closed to the app role",
    "guardian_groupobjectpermission": "closed to the app role",
    "pghistory_context": "unused: events carry their own context",
}


def tenant_models() -> list[type[Model]]:
    """Return every model whose rows belong to a gemeente, history included, each after those its keys point at.

    Raises graphlib.CycleError when two tables point at each other: no order would do.
    """
    models = {
        model: _keys_of(model)
        for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)
        if model._meta.managed and any(field.column == "gemeente_id" for field in model._meta.local_fields)
    }
    order = TopologicalSorter({model: [key for key in keys if key in models] for model, keys in models.items()})
    return list(order.static_order())


def _keys_of(model: type[Model]) -> list[type[Model]]:
    """The models that constrained keys of this one point at, itself left out."""
    return [
        field.related_model
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and getattr(field, "db_constraint", True) and field.related_model is not model
    ]
