"""The secret with which someone stops a kind of mail without logging in (RFC 8058)."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from wijkaanpak.accounts.models import Gebruiker

_SALT = "herinneringen.afmelden"


@dataclass(frozen=True, slots=True)
class Afmelding:
    """Who stops what."""

    gebruiker: UUID
    soorten: tuple[str, ...]


def token_of(user: Gebruiker, soorten: list[str]) -> str:
    """Return the signed secret; it says no address and no name, and works as long as the mail is kept."""
    return signing.dumps([user.pk.hex, *soorten], salt=_SALT)


def read_token(token: str) -> Afmelding | None:
    """Return who stops what, or None for anything that we did not sign."""
    try:
        user, *soorten = signing.loads(token, salt=_SALT)
        return Afmelding(UUID(user), tuple(soorten))
    except (signing.BadSignature, ValueError):
        return None
