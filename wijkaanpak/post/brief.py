"""What a mail says, and how it looks: one text for every kind, in plain text and in HTML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from wijkaanpak.post.models import Mail


def full(pad: str) -> str:
    """Return the full address of a path of ours: a mail is read elsewhere."""
    return urljoin(settings.BASE_URL, pad)


@dataclass(frozen=True, slots=True)
class Knop:
    """The one thing to do: its words, and a path of ours."""

    tekst: str
    pad: str

    @property
    def url(self) -> str:
        """The full address."""
        return full(self.pad)


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a list: what to do, of what, and a path of ours."""

    titel: str
    onder: str
    pad: str

    @property
    def url(self) -> str:
        """The full address."""
        return full(self.pad)


@dataclass(frozen=True, slots=True)
class Groep:
    """Lines under a heading."""

    titel: str
    regels: Sequence[Regel]


@dataclass(frozen=True, slots=True)
class Afmelden:
    """How to stop this kind of mail with one press (RFC 8058), and where someone chooses more finely."""

    pad: str
    tekst: str
    instellingen: str

    @property
    def url(self) -> str:
        """The full address for the header and the link."""
        return full(self.pad)

    @property
    def instellingen_url(self) -> str:
        """The full address of the settings."""
        return full(self.instellingen)


@dataclass(frozen=True, slots=True)
class Brief:
    """A mail: what to do and where. It holds no text that needs protection.

    ``agenda`` is an iCalendar file with its METHOD, which programs show as an invitation.
    """

    onderwerp: str
    aanhef: str
    alineas: Sequence[str]
    knop: Knop | None = None
    groepen: Sequence[Groep] = ()
    daarna: Sequence[str] = ()
    agenda: tuple[bytes, str] | None = None
    afmelden: Afmelden | None = None


BriefVan = Callable[["Mail"], Brief | None]


@dataclass(frozen=True, slots=True)
class Mailsoort:
    """A kind of mail: its name for a beheerder, and who makes the text when it goes (None: no longer needed).

    ``wanneer`` says when it may go: asked when its turn comes, which can be late or a second time.
    """

    slug: str
    naam: Any
    brief: BriefVan
    wanneer: Callable[["Mail"], datetime] | None = None


_soorten: dict[str, Mailsoort] = {}


def register(*soorten: Mailsoort) -> None:
    """Offer kinds of mail. Called from the ``brieven`` module of an app."""
    _soorten.update({soort.slug: soort for soort in soorten})


def kind_of(mail: "Mail") -> Mailsoort:
    """Return the kind of a mail. Raises KeyError for one that no app offers."""
    return _soorten[mail.soort]


def kind_name(mail: "Mail") -> str:
    """Return what a beheerder reads of the kind; of one that no app offers any more its own word."""
    found = _soorten.get(mail.soort)
    return str(found.naam) if found else mail.soort


def message_id(mail: "Mail") -> str:
    """Return the Message-ID of a mail: always the same, so that a mail sent twice can be known as one."""
    return f"<{mail.pk.hex}.{mail.gemeente_id.hex}@{urlsplit(settings.BASE_URL).hostname}>"


def message_of(mail: "Mail", brief: Brief) -> EmailMultiAlternatives:
    """Return the message to send."""
    headers = {"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if brief.afmelden:
        headers["List-Unsubscribe"] = f"<{brief.afmelden.url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {"brief": brief}
    message = EmailMultiAlternatives(
        subject=brief.onderwerp,
        body=render_to_string("post/brief.txt", context),
        to=[mail.naar],
        headers=headers,
    )
    message.attach_alternative(render_to_string("post/brief.html", context), "text/html")
    if brief.agenda:
        data, method = brief.agenda
        text = data.decode()
        message.attach_alternative(text, f"text/calendar; method={method}")
        message.attach("mlb.ics", text, f"text/calendar; method={method}")
    return message
