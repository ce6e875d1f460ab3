"""The doors of the platform: public, with a secret, one's own, and those of a gemeente."""

from tests.cast import Town
from tests.tenancy.doors.door import Door, both
from wijkaanpak.herinneringen.bronnen import kinds


def usual_choices(town: Town) -> dict[str, str]:
    """What the form of reminders posts when nothing is chosen."""
    return {"weekdag": "standaard"} | {f"ritme_{soort.slug}": "standaard" for soort in kinds()}


# Open to anyone; no tenant's rows can be read there.
PUBLIC = [
    *[Door(f"web:{name}", "GET", "anoniem", 200) for name in ("hulp-index", "hulp", "toegankelijkheid", "privacy")],
    Door("web:security-txt", "GET", "anoniem", 200),
    Door("web:tekensleutel", "GET", "anoniem", 200),
    *[Door("herinneringen:afmelden", method, "anoniem", 200) for method in ("GET", "POST")],
    Door("herinneringen:agenda-ics", "GET", "anoniem", 200),
    Door("web:thema", "GET", "anoniem", 404),  # a made-up name; tests/web knows the real ones
]

# For who holds the secret in it.
INVITED = [
    Door("accounts:uitnodiging", "GET", "anoniem", 200),
    Door(
        "accounts:uitnodiging",
        "POST",
        "anoniem",
        302,
        data=lambda town: {"naam": "Nieuw Iemand", "wachtwoord": "een-heel-gewone-zin"},
    ),
]

# For who is logged in, over all their gemeenten.
OWN = [
    Door("web:overzicht", "GET", "buiten", 200),
    *both("web:voorkeuren", "buiten", data=lambda town: {"naam": "Ik", "sneltoetsen": "on"}),
    Door("herinneringen:postvak", "GET", "buiten", 200),
    *both("herinneringen:instellingen", "buiten", data=usual_choices),
    *both("herinneringen:agenda", "buiten", data=lambda town: {"wat": "nieuw"}),
]

GEMEENTE = [
    Door("web:gemeente", "GET", "buiten", 302),
    *both("web:huisstijl", "beheerder", "leider", lambda town: {"merkkleur": "#0a5a73"}),
    Door("accounts:leden", "GET", "beheerder", 200, "beleid"),
    Door(
        "accounts:uitnodigen",
        "POST",
        "beheerder",
        302,
        "leider",
        lambda town: {"email": "iemand@example.org", "rol": "medewerker"},
    ),
    *both("accounts:lid-wijzigen", "beheerder", "leider", lambda town: {"rol": "gast"}),
    *both("accounts:lid-beeindigen", "beheerder", "leider"),
    Door("accounts:opnieuw-uitnodigen", "POST", "beheerder", 302, "leider"),
    Door("accounts:uitnodiging-intrekken", "POST", "beheerder", 302, "leider"),
    Door("accounts:logboek", "GET", "beheerder", 200, "beleid"),
    Door("herinneringen:open", "GET", "buiten", 302),
    Door("herinneringen:alles-gelezen", "POST", "buiten", 302),
    *both("herinneringen:standaard", "beheerder", "beleid", usual_choices),
    *both("herinneringen:regiostandaard", "beheerder", "beleid", usual_choices),
    Door("herinneringen:post", "GET", "beheerder", 200, "beleid"),
    *[
        Door(f"herinneringen:{name}", "POST", "beheerder", 302, "beleid")
        for name in ("post-opnieuw", "post-alles-opnieuw", "post-adres")
    ],
]

# allauth guards its own pages, which hold nothing of a tenant: what an anonymous GET is answered.
ALLAUTH = {
    **dict.fromkeys(("account_login", "account_signup", "account_inactive", "account_reset_password"), 200),
    **dict.fromkeys(("account_email_verification_sent", "account_confirm_email", "account_reset_password_done"), 200),
    **dict.fromkeys(("account_reset_password_from_key", "account_reset_password_from_key_done"), 200),
    **dict.fromkeys(("account_logout", "account_reauthenticate", "account_email", "account_change_password"), 302),
    **dict.fromkeys(("account_set_password", "account_confirm_login_code", "usersessions_list", "mfa_index"), 302),
    **dict.fromkeys(("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"), 302),
    **dict.fromkeys(("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"), 302),
    **dict.fromkeys(("mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"), 302),
    **dict.fromkeys(("mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn"), 302),
}
ALLAUTH_ARGUMENTS = {"key": "sleutel-x", "uidb36": "1", "pk": 1}
