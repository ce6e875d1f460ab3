"""The small pictures of a quickscan: attributes and classes alone (strict CSP)."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ontwikkelplan.scanscore import Score

register = template.Library()


@register.simple_tag
def meetblok(telt: float) -> SafeString:
    """One answer as a short bar, from empty to full; the word stands beside it."""
    return format_html(
        '<svg class="meetblok" viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">'
        '<rect class="s-spoor" width="28" height="8" rx="2"/>'
        '<rect class="s-accent" width="{}" height="8" rx="2"/></svg>',
        round(telt * 28),
    )


@register.simple_tag
def staafje(score: Score) -> SafeString:
    """The score of a table as a bar, with a line where it was the time before."""
    now, before = score.procent, score.vorige_procent
    title = _("geen score") if now is None else f"{now}%"
    if before is not None:
        title += _(", was %(n)s%%") % {"n": before}
    line = "" if before is None else format_html('<path class="r-was" d="M{} 0V14"/>', max(1, before * 2 - 1))
    return format_html(
        '<svg class="staaf" viewBox="0 0 200 14" role="img" preserveAspectRatio="none"><title>{}</title>'
        '<rect class="s-spoor" y="2" width="200" height="10" rx="3"/>'
        '<rect class="s-accent" y="2" width="{}" height="10" rx="3"/>{}</svg>',
        title,
        (now or 0) * 2,
        line,
    )
