"""The request of a member, as the middleware leaves it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap
from wijkaanpak.tenancy.models import Gemeente


class MemberRequest(HttpRequest):
    """For types alone: what a view of a member finds on its request.

    ``lid`` and ``gemeente`` are there where the URL names a gemeente, ``lidmaatschappen`` elsewhere.
    """

    user: Gebruiker
    lid: Lidmaatschap
    gemeente: Gemeente
    lidmaatschappen: list[Lidmaatschap]
    htmx: HtmxDetails
