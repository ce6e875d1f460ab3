"""The brake on the public page: so many answers an hour per link, and per address without keeping the address.

Of an address Valkey holds a hash with a salt that lives an hour and stands nowhere else; after that hour nobody, we
included, can say of a hash whose it was. Nothing of it reaches PostgreSQL or a log.
"""

import hashlib
import secrets

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

UUR = 60 * 60
PER_LINK = 300
PER_ADRES = 40  # people in one building share one address
_ZOUT = "vragenlijst:zout"


def is_allowed(request: HttpRequest, code: str) -> bool:
    """Count one answer to a link from the address of this request; False when there were too many this hour."""
    link = hashlib.sha256(code.encode()).hexdigest()[:32]
    zout = cache.get_or_set(_ZOUT, lambda: secrets.token_hex(32), UUR)
    adres = hashlib.sha256(f"{zout}{link}{_address_of(request)}".encode()).hexdigest()[:32]
    per_adres = _count(f"vragenlijst:adres:{adres}")
    return per_adres <= PER_ADRES and _count(f"vragenlijst:link:{link}") <= PER_LINK


def _address_of(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def _count(key: str) -> int:
    cache.add(key, 0, UUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ended between the two
        return 1
