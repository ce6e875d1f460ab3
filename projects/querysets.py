"""Reading projects and their checklists: every read is a typed method here."""

import datetime
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Lower
from django.utils import timezone

from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol

if TYPE_CHECKING:
    from projects import models as m

# Who sees every project of the gemeente without being in its team.
ROLES_THAT_SEE_ALL = (Rol.BEHEERDER, Rol.BELEID)

_NO_PART = Q(mijn_rol="", mijn_deling="")


class ProjectQuerySet(models.QuerySet["m.Project"]):
    """Reading projects."""

    def with_rights_of(self, user: Gebruiker) -> "ProjectQuerySet":
        """Add ``mijn_rol`` (in the team) and ``mijn_deling`` (codename of what was shared), or ''."""
        from projects.models import ProjectDeling, Teamlid

        roles = Teamlid.objects.current().filter(project=OuterRef("pk"), lid__gebruiker=user).values("rol")[:1]
        shares = (
            ProjectDeling.objects.current()
            .filter(content_object=OuterRef("pk"), user=user)
            .values("permission__codename")[:1]
        )
        return self.annotate(
            mijn_rol=Coalesce(Subquery(roles), Value("")), mijn_deling=Coalesce(Subquery(shares), Value(""))
        )

    def for_user(self, lid: Lidmaatschap) -> "ProjectQuerySet":
        """Return the projects this member may see, with their rights on each."""
        mine = self.with_rights_of(lid.gebruiker)
        return mine if lid.rol in ROLES_THAT_SEE_ALL else mine.exclude(_NO_PART)

    def of_person(self, user: Gebruiker) -> "ProjectQuerySet":
        """Return the projects, over all gemeenten in scope, in which the person takes part."""
        return self.with_rights_of(user).exclude(_NO_PART).select_related("gemeente")

    def snapshot(self, project: "m.Project", columns: Mapping[str, Any]) -> dict[str, Any]:
        """Return what these expressions say of one project, all of one moment: one query."""
        apart = {f"x_{name}": column for name, column in columns.items()}  # a name may be a relation's too
        row = self.filter(pk=project.pk).annotate(**apart).values(*apart).get()
        return {name[2:]: value for name, value in row.items()}

    def current(self) -> "ProjectQuerySet":
        """Leave out what is archived."""
        return self.filter(gearchiveerd_op=None)

    def with_leader(self) -> "ProjectQuerySet":
        """Add ``leider_naam``, the name of the projectleider or ''."""
        from projects.models import Teamlid

        leaders = Teamlid.objects.current().filter(project=OuterRef("pk"), rol="projectleider")
        return self.annotate(leider_naam=Coalesce(Subquery(leaders.values("lid__gebruiker__naam")[:1]), Value("")))


def _in_force(today: datetime.date) -> Q:
    return Q(tot=None) | Q(tot__gte=today)


class TeamlidQuerySet(models.QuerySet["m.Teamlid"]):
    """Reading teams."""

    def current(self) -> "TeamlidQuerySet":
        """Return who is in the team today, with an active membership."""
        today = timezone.localdate()
        return self.filter(_in_force(today), van__lte=today, lid__beeindigd_op=None)

    def upcoming(self) -> "TeamlidQuerySet":
        """Return who joins the team on a day to come, with an active membership."""
        today = timezone.localdate()
        return self.filter(_in_force(today), van__gt=today, lid__beeindigd_op=None)

    def former(self) -> "TeamlidQuerySet":
        """Return who is in the team no more, with an active membership: they can be put back."""
        return self.filter(tot__lt=timezone.localdate(), lid__beeindigd_op=None)

    def week(self) -> "models.QuerySet[m.Aanwezigheid]":
        """Return who of the team of today is there when; for a subquery of a project."""
        from projects.models import Aanwezigheid

        today = self.current().filter(project=OuterRef(OuterRef("pk")))
        rows: models.QuerySet[m.Aanwezigheid] = Aanwezigheid.objects.filter(teamlid__in=today.values("pk"))
        return rows

    def with_people(self) -> "TeamlidQuerySet":
        """Return team members with their people, the projectleider first, then by name."""
        return self.select_related("lid__gebruiker", "partner").order_by(
            models.Case(models.When(rol="projectleider", then=0), default=1), Lower("lid__gebruiker__naam")
        )


class ProjectDelingQuerySet(models.QuerySet["m.ProjectDeling"]):
    """Reading what was shared."""

    def current(self) -> "ProjectDelingQuerySet":
        """Return what holds today."""
        return self.filter(_in_force(timezone.localdate()), gestopt_op=None, lid__beeindigd_op=None)


class AntwoordQuerySet(models.QuerySet["m.ChecklistAntwoord"]):
    """Reading answers."""

    def with_people(self) -> "AntwoordQuerySet":
        """Return answers with who is responsible and who changed them last."""
        return self.select_related("verantwoordelijke__gebruiker", "gewijzigd_door__gebruiker")

    def with_evidence_count(self) -> "AntwoordQuerySet":
        """Add ``bewijs_aantal``, the number of pieces of evidence that are not in the bin."""
        rows: AntwoordQuerySet = self.annotate(
            bewijs_aantal=models.Count("bewijzen", filter=Q(bewijzen__verwijderd_op=None))
        )
        return rows

    def given(self) -> "AntwoordQuerySet":
        """Return the answers in which someone put something: a field, or evidence alone."""
        from projects.models import Bewijs

        evidence = Bewijs.objects.filter(antwoord=OuterRef("pk"))
        return self.filter(Q(versie__gt=0) | models.Exists(evidence))

    def statuses(self, projects: Collection[UUID]) -> list[tuple[UUID, str, str]]:
        """Return (project, punt, status) of every answer that was started, for counting."""
        return list(
            self.filter(project__in=projects).exclude(status="niet_gestart").values_list("project_id", "punt", "status")
        )

    def open_for(self, user: Gebruiker) -> "AntwoordQuerySet":
        """Return what waits for this person in the projects in scope, the earliest deadline first."""
        from projects.models import Project

        mine = Project.objects.of_person(user).current().values("pk")
        return (
            self.filter(verantwoordelijke__gebruiker=user, project__in=mine)
            .exclude(Q(project__status="afgerond") | Q(status__in=["gereed", "nvt"]))
            .select_related("project__gemeente")
            .order_by(F("deadline").asc(nulls_last=True), "punt")
        )


class EigenPuntQuerySet(models.QuerySet["m.EigenPunt"]):
    """Reading punten of a gemeente's own."""

    def of_project(self, project: "m.Project") -> "EigenPuntQuerySet":
        """Return the punten that apply to this project: the gemeente's and its own."""
        return self.filter(Q(project=None) | Q(project=project)).order_by("project_id", "code")

    def of_projects(self, projects: Collection[UUID]) -> "EigenPuntQuerySet":
        """Return the punten that apply to any of these projects."""
        return self.filter(Q(project=None) | Q(project__in=projects), vervallen_op=None)

    def of_gemeente(self) -> "EigenPuntQuerySet":
        """Return the punten that apply to all projects of the gemeente."""
        return self.filter(project=None).order_by("fase", "code")


class BewijsQuerySet(models.QuerySet["m.Bewijs"]):
    """Reading evidence."""

    def current(self) -> "BewijsQuerySet":
        """Leave out what is in the bin."""
        return self.filter(verwijderd_op=None)


class ProjectuitnodigingQuerySet(models.QuerySet["m.Projectuitnodiging"]):
    """Reading invitations for a project."""

    def waiting(self) -> "ProjectuitnodigingQuerySet":
        """Return what was neither accepted nor withdrawn, with the invitation itself."""
        return self.filter(uitnodiging__aanvaard_op=None, uitnodiging__ingetrokken_op=None).select_related(
            "uitnodiging"
        )


class PartnerQuerySet(models.QuerySet["m.Partner"]):
    """Reading organisations."""

    def current(self) -> "PartnerQuerySet":
        """Leave out what was taken away."""
        return self.filter(vervallen_op=None)

    def with_standing(self) -> "PartnerQuerySet":
        """Add ``heeft_mandaat`` (to decide, today), ``mandaat_vanaf``, ``heeft_tekenaar``, and ``getekend_op``."""
        from projects.models import Handtekening, Mandaat, Tekenverzoek

        of_partner = Mandaat.objects.in_force(timezone.localdate()).filter(partner=OuterRef("pk"))
        later = Mandaat.objects.to_come(timezone.localdate()).filter(partner=OuterRef("pk"), soort="besluiten")
        signed = Handtekening.objects.standing().filter(
            verzoek__partner=OuterRef("pk"), verzoek__document__tekenstaat__in=["tekenen", "getekend"]
        )
        rows: PartnerQuerySet = self.annotate(
            heeft_mandaat=models.Exists(of_partner.filter(soort="besluiten")),
            mandaat_vanaf=Subquery(later.values("van")[:1]),
            is_gevraagd=models.Exists(Tekenverzoek.objects.open().filter(partner=OuterRef("pk"))),
            heeft_tekenaar=models.Exists(of_partner.filter(soort="tekenen")),
            getekend_op=Subquery(signed.order_by("-getekend_op").values("getekend_op")[:1]),
        )
        return rows


class MandaatQuerySet(models.QuerySet["m.Mandaat"]):
    """Reading mandates."""

    def current(self) -> "MandaatQuerySet":
        """Leave out what was taken away."""
        return self.filter(vervallen_op=None)

    def in_force(self, day: datetime.date) -> "MandaatQuerySet":
        """Return the mandates that hold on a day, of organisations that still take part."""
        return self.filter(vervallen_op=None, van__lte=day, tot__gte=day, partner__vervallen_op=None)

    def to_come(self, day: datetime.date) -> "MandaatQuerySet":
        """Return the mandates that were given and start after a day, while their project runs; the earliest first."""
        rows = self.filter(vervallen_op=None, van__gt=day, van__lte=F("project__eind"), partner__vervallen_op=None)
        return rows.order_by("van", "pk")


_STANDS = Q(verzoeken__handtekeningen__ingetrokken_op=None)


class DocumentQuerySet(models.QuerySet["m.Projectdocument"]):
    """Reading documents."""

    def without_text(self) -> "DocumentQuerySet":
        """Leave the text of a version out: a list needs none of it."""
        return self.defer("inhoud").select_related("gemaakt_door__gebruiker")

    def replaced_at(self, document: "m.Projectdocument") -> datetime.datetime | None:
        """Return when a later version took the place of one that was up for signature; None when none did."""
        if document.tekenstaat != "vervangen":
            return None
        later = self.filter(project=document.project_id, soort=document.soort, nummer__gt=document.nummer)
        found: datetime.datetime | None = later.aggregate(op=models.Min("bevroren_op"))["op"]
        return found

    def to_certify(self) -> "DocumentQuerySet":
        """Return the agreements whose certificate lacks something: a signature, one taken back, or a later version."""
        from projects.models import Projectdocument

        later = Projectdocument.objects.filter(
            project=OuterRef("project"), soort=OuterRef("soort"), nummer__gt=OuterRef("nummer")
        ).order_by("bevroren_op")
        rows = self.exclude(tekenstaat="concept").annotate(
            laatste=models.Max("verzoeken__handtekeningen__getekend_op", filter=_STANDS),
            weggehaald=models.Max("verzoeken__handtekeningen__ingetrokken_op"),
            vervangen_op=models.Case(
                models.When(tekenstaat="vervangen", then=Subquery(later.values("bevroren_op")[:1]))
            ),
        )
        told = rows.filter(laatste__isnull=False).annotate(sinds=Greatest("laatste", "weggehaald", "vervangen_op"))
        return told.filter(Q(certificaat_van=None) | Q(certificaat_van__lt=F("sinds")))


class HandtekeningQuerySet(models.QuerySet["m.Handtekening"]):
    """Reading signatures."""

    def standing(self) -> "HandtekeningQuerySet":
        """Leave out what was taken back."""
        return self.filter(ingetrokken_op=None)

    def by_another(self) -> "HandtekeningQuerySet":
        """Return the signatures on paper of which someone else than the signatory added the scan."""
        theirs = Q(lid=F("verzoek__lid"))
        return self.filter(wijze="papier").exclude(theirs)


class VerzoekQuerySet(models.QuerySet["m.Tekenverzoek"]):
    """Reading requests to sign or to read along."""

    def current(self) -> "VerzoekQuerySet":
        """Leave out what was withdrawn."""
        return self.filter(ingetrokken_op=None)

    def open(self) -> "VerzoekQuerySet":
        """Return the requests to sign that still wait for a signature."""
        return self.up().filter(soort="tekenen", handtekeningen=None)

    def up(self) -> "VerzoekQuerySet":
        """Return the requests of agreements that lie ready to be signed, in projects that run."""
        return self.current().filter(document__tekenstaat="tekenen", document__project__gearchiveerd_op=None)

    def without_signature(self, document: "m.Projectdocument") -> list[str]:
        """Return the organisations that were asked to sign a version and did not, whatever became of it later."""
        asked = self.filter(document=document, soort="tekenen")
        signed = asked.filter(handtekeningen__isnull=False, handtekeningen__ingetrokken_op=None).values("partner")
        names = asked.exclude(partner__in=signed).values_list("partner__naam", flat=True)
        return sorted(set(names), key=str.lower)

    def for_user(self, user: Gebruiker) -> "VerzoekQuerySet":
        """Return what waits for this person in the gemeenten in scope: to sign, or to read along."""
        waiting = self.up().filter(lid__gebruiker=user)
        return waiting.filter(Q(soort="meelezen", gelezen_op=None) | Q(soort="tekenen", handtekeningen=None))
