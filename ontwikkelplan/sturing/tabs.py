"""The tabs above every page of sturing, in order: the name of the tab, its words, and the name of its address."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABS: list[tuple[str, str | Promise, str]] = [
    ("checklist", _("Deel I: checklist"), "sturing:checklist"),
    ("gesprek", _("Bestuurlijk gesprek"), "sturing:gesprek"),
    ("bouwstenen", _("Plan per bouwsteen"), "sturing:bouwstenen"),
    ("opdracht", _("Opdracht lokaal team"), "sturing:opdracht"),
    ("dialoog", _("Dialoog"), "sturing:dialoog"),
    ("verbeteragenda", _("Verbeteragenda"), "sturing:verbeteragenda"),
]
