"""What we say about a password that is refused: Django's checks, in our words."""

from django.contrib.auth import password_validation as checks
from django.utils.translation import gettext as _


class LengteValidator(checks.MinimumLengthValidator):
    """Too short. Since Django 5.2 its own message has no Dutch translation."""

    def get_error_message(self) -> str:
        """Return the message; the ValidationError fills in the number."""
        return _("Dit wachtwoord is te kort. Kies er een van minstens %(min_length)d tekens.")


class PersoonlijkValidator(checks.UserAttributeSimilarityValidator):
    """Made of the person's own name or address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("naam", "email"))

    def get_error_message(self) -> str:
        """Return the message."""
        return _("Dit wachtwoord lijkt te veel op je naam of e-mailadres. Kies iets anders.")


class BekendValidator(checks.CommonPasswordValidator):
    """One of the passwords that everyone tries first."""

    def get_error_message(self) -> str:
        """Return the message."""
        return _("Dit wachtwoord gebruiken veel mensen. Kies iets anders.")
