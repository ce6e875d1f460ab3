"""The reflectie app: the monthly MLB of a project, and what it teaches."""

from django.apps import AppConfig


class ReflectieConfig(AppConfig):
    """Adds reflectie to projects, and connects guests to accepted invitations."""

    name = "reflectie"
    verbose_name = "Reflectie"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from reflectie import in_project
        from reflectie.services.genodigden import connect_after_invitation, leave_sessions
        from wijkaanpak.accounts.services import invitation_accepted, membership_ended

        in_project.offer()
        invitation_accepted.connect(connect_after_invitation, dispatch_uid="reflectie.connect")
        membership_ended.connect(leave_sessions, dispatch_uid="reflectie.leave")
