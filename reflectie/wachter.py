"""The privacywacht at a form: what it asks about a text, and what a person answered.

A text is stored once its questions are answered: changed, or kept with a reason. Until then it stays on the screen.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.models import Project, Sleutelfiguur, Teamlid
from reflectie.models import Genodigde, Sessie, Wachtterm
from reflectie.models.wacht import Houdreden, Termsoort
from reflectie.privacywacht import Bekend, Vondst, sleutel, zoek
from reflectie.services.behouden import kept, remember
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.forms.fields import TekstField
from wijkaanpak.web import editing

AROUND = 40  # letters of the text to show on each side of what was found


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question about one place in a text: the words around it, and what can be answered."""

    voor: str
    vondst: Vondst
    na: str
    sleutel: str

    @property
    def redenen(self) -> list[tuple[str, str]]:
        """The reasons with which it may stay; none for a BSN."""
        return [(each.value, str(each.label)) for each in Houdreden] if self.vondst.mag_blijven else []


@dataclass(slots=True)
class Wachter:
    """Looks at texts of one session, of a project, or (without one) of the gemeente.

    Asks the database when there is a text to look at.
    """

    project: Project | None = None
    sessie: Sessie | None = None
    _bekend: Bekend | None = None
    _behouden: set[str] = field(default_factory=set)

    def vragen(self, tekst: str) -> list[Vraag]:
        """Return the questions about a text that nobody answered yet; each word is asked about once."""
        if self._bekend is None:
            self._bekend, self._behouden = _known(self.project, self.sessie), kept(self.project, self.sessie)
        asked: dict[str, Vraag] = {}
        for vondst in zoek(tekst, self._bekend):
            key = sleutel(vondst)
            if key not in self._behouden and key not in asked:
                asked[key] = Vraag(*_around(tekst, vondst), key)
        return list(asked.values())

    def keep(self, key: str, reden: str, tekst: str, by: Lidmaatschap) -> None:
        """Remember that a word of this text may stay, with the reason; not a BSN, nor a word that isn't there."""
        found = next((vraag for vraag in self.vragen(tekst) if vraag.sleutel == key), None)
        if found is not None and reden in dict(found.redenen):
            remember(project=self.project, sessie=self.sessie, sleutel=key, reden=reden, by=by)
            self._behouden.add(key)

    def replace(self, key: str, tekst: str) -> str:
        """Return the text with what we suggest in every place of one question."""
        self.vragen(tekst)
        assert self._bekend is not None  # noqa: S101
        for vondst in reversed(zoek(tekst, self._bekend)):
            if sleutel(vondst) == key and vondst.voorstel:
                tekst = tekst[: vondst.begin] + str(vondst.voorstel) + tekst[vondst.eind :]
        return tekst


def _around(tekst: str, vondst: Vondst) -> tuple[str, Vondst, str]:
    """Return whole words before and after the place."""
    before, after = tekst[: vondst.begin], tekst[vondst.eind :]
    if len(before) > AROUND:
        before = before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0]
    return before, vondst, after


def _known(project: Project | None, sessie: Sessie | None) -> Bekend:
    team = set(Teamlid.objects.filter(project=project).values_list("lid__gebruiker__naam", flat=True))
    if sessie is not None:
        team |= set(Genodigde.objects.filter(sessie=sessie).values_list("naam", flat=True))
    terms = list(Wachtterm.objects.current().values_list("soort", "tekst"))
    return Bekend(
        teamnamen=tuple(sorted(team)),
        wijkfotonamen=tuple(Sleutelfiguur.objects.filter(project=project).values_list("naam", flat=True)),
        woorden=tuple(tekst for soort, tekst in terms if soort == Termsoort.WOORD),
        scholen=tuple(tekst for soort, tekst in terms if soort == Termsoort.SCHOOL),
    )


class Bewaakt(forms.BaseForm):
    """A form whose texts are looked at before they are stored. Mix it in first; give it a ``wachter``."""

    vragen_sjabloon = "reflectie/_vragen.html"

    def __init__(self, *args: Any, wachter: Wachter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wachter = wachter
        self.vragen: dict[str, list[Vraag]] = {}

    def clean(self) -> dict[str, Any]:
        """Ask about every text that differs from what is stored."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, each in self.fields.items():
            tekst = data.get(name)
            if not isinstance(each, TekstField) or not tekst or tekst == self._stored(name):
                continue
            assert self.wachter is not None  # noqa: S101
            began = {vraag.sleutel for vraag in self.wachter.vragen(self.began_with(name))}
            if vragen := [vraag for vraag in self.wachter.vragen(tekst) if vraag.sleutel not in began]:
                self.vragen[name] = vragen
                self.add_error(name, ValidationError(_waits(vragen), code="privacy"))
        return data

    def began_with(self, name: str) -> str:
        """Return words of ours that this field began with: what they name is not asked about."""
        return ""

    def _stored(self, name: str) -> Any:
        """What is stored already: of the row, or what the form began with."""
        instance = getattr(self, "instance", None)
        return getattr(instance, name, None) if instance is not None else self.initial.get(name)


def _waits(vragen: list[Vraag]) -> str:
    if all(vraag.vondst.mag_blijven for vraag in vragen):
        return _("Dit is nog niet bewaard. Kan iemand het gezin hieraan herkennen?")
    return _("Dit is niet bewaard. Haal het burgerservicenummer weg.")


def answer_questions(request: MemberRequest, wachter: Wachter) -> frozenset[str]:
    """Do what a button at a question says (``houd`` or ``vervang``), and return the fields whose text changed.

    Changes ``request.POST``, so that the form is checked and saved as it then stands.
    """
    kept, replaced = request.POST.get("houd", ""), request.POST.get("vervang", "")
    name, _sep, key = (kept or replaced).partition("|")
    if not key or name not in request.POST:
        return frozenset()
    tekst = request.POST[name].replace("\r\n", "\n").strip()
    if kept:
        reden, _sep, key = key.partition("|")  # the key comes last: it may hold any sign
        wachter.keep(key, reden, tekst, request.lid)
        return frozenset()
    data = request.POST.copy()
    data[name] = wachter.replace(key, tekst)
    request.POST = data  # type: ignore[assignment]
    return frozenset({name})


def keep_checked(request: MemberRequest, slug: str, **kwargs: Any) -> str | None:
    """Keep a form that met an expired session, as ``editing.keep_form`` does, when there is nothing to ask about it.

    Otherwise None: the text stays on the screen alone.
    """
    if any(zoek(str(tekst)) for name, tekst in request.POST.items() if name != "csrfmiddlewaretoken"):
        return None
    return editing.keep_form(request, slug, **kwargs)
