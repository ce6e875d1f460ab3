"""What a tenant table must have, read from PostgreSQL's own catalogue. The tests fail on any row."""

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
