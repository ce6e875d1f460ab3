"""Logging in again shortly before something weighty: signing, or taking everything of a gemeente along."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from wijkaanpak.accounts.http import MemberRequest


def logged_in_lately(request: MemberRequest) -> bool:
    """Whether this person logged in, or logged in again, a few minutes ago."""
    return bool(did_recently_reauthenticate(request))


def log_in_again(request: MemberRequest, why: str, place: str = "") -> HttpResponseRedirect:
    """Send someone to log in again, and back to a place, by default this page; ``why`` says what for."""
    query = urlencode({"next": place or request.path})
    messages.info(request, why)
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{query}")
