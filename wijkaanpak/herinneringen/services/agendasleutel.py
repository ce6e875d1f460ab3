"""The address of someone's calendar: made, replaced, taken away, found."""

from django.db import transaction
from django.utils import timezone

from wijkaanpak.accounts.models import Gebruiker, hash_token
from wijkaanpak.herinneringen.models import Agendasleutel


def current_key(user: Gebruiker) -> Agendasleutel | None:
    """Return the key that works now, if there is one; a key of an older secret key works, but can't be shown."""
    key = Agendasleutel.objects.filter(gebruiker=user, ingetrokken_op=None).first()
    return key if key and hash_token(key.token) == key.token_hash else None


@transaction.atomic
def new_key(*, user: Gebruiker) -> Agendasleutel:
    """Make a key; the one before stops working."""
    Gebruiker.objects.select_for_update().get(pk=user.pk)  # two at once wait for each other
    withdraw_key(user=user)
    key = Agendasleutel.make(user)
    key.save()
    return key


@transaction.atomic
def withdraw_key(*, user: Gebruiker) -> None:
    """Let the address of someone's calendar stop working."""
    Agendasleutel.objects.filter(gebruiker=user, ingetrokken_op=None).update(ingetrokken_op=timezone.now())


def person_of(token: str) -> Gebruiker | None:
    """Return whose calendar a token opens, and note that it was used; None for one that does not work."""
    keys = Agendasleutel.objects.filter(token_hash=hash_token(token), ingetrokken_op=None, gebruiker__is_active=True)
    key = keys.select_related("gebruiker").first()
    if key is None:
        return None
    Agendasleutel.objects.filter(pk=key.pk).update(gebruikt_op=timezone.now())
    return key.gebruiker
