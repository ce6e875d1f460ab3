"""The projects app: the wijk project and its phase checklist."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Connects projects to accepted invitations."""

    name = "projects"
    verbose_name = "Projecten"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from projects.services.team import join_after_invitation, leave_everything
        from projects.services.tekenen import connect_after_invitation, land_on_request
        from wijkaanpak.accounts.services import invitation_accepted, landing_asked, membership_ended

        invitation_accepted.connect(join_after_invitation, dispatch_uid="projects.join")
        invitation_accepted.connect(connect_after_invitation, dispatch_uid="projects.connect")
        landing_asked.connect(land_on_request, dispatch_uid="projects.land")
        membership_ended.connect(leave_everything, dispatch_uid="projects.leave")
