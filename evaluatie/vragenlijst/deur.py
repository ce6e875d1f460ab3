"""The door of the public page: which gemeente a link leads to, and what stands in for a CSRF cookie.

The page works without any cookie, so it has no CSRF cookie either. That is enough: nothing here is authorised by a
cookie, so another site that lets a visitor's browser post can do nothing that it could not post itself. What the form
carries instead is signed by us, for one link, for a day: a form that did not come from our page is not counted.
Its random number makes that a form that is sent twice (a double click, a reload) counts once. It is made when the page
is drawn, remembered for a day apart from any answer, and says nothing of who draws it.
"""

import secrets
from uuid import UUID

from django.core import signing
from django.core.cache import cache

from evaluatie.vragenlijst.models import LENGTE, Wegwijzer
from wijkaanpak.accounts.models import hash_token

_SALT = "vragenlijst.formulier"
_SENT = "vragenlijst:formulier:{}"
DAG = 24 * 60 * 60


def gemeente_of(code: str) -> UUID | None:
    """Return the gemeente that a link leads to, or None. The only thing that is asked outside a scope."""
    if len(code) != LENGTE:
        return None
    return Wegwijzer.objects.filter(pk=hash_token(code)).values_list("naar", flat=True).first()


def form_token(code: str) -> str:
    """Return what the form of one link carries."""
    return signing.dumps([hash_token(code)[:16], secrets.token_hex(8)], salt=_SALT)


def number_of(token: str, code: str) -> str | None:
    """Return the random number of a form; None for one of another link, of longer ago than a day, or made up."""
    try:
        link, number = signing.loads(token, salt=_SALT, max_age=DAG)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(number) if link == hash_token(code)[:16] else None


def is_first(number: str) -> bool:
    """Note that a form was sent; False when it was sent before."""
    return bool(cache.add(_SENT.format(number), 1, DAG))


def forget(number: str) -> None:
    """Let a form be sent again that could not be counted."""
    cache.delete(_SENT.format(number))
