"""What we say about a password that is refused."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengteValidator(MinimumLengthValidator):
    """Django's own check of the length; since 5.2 its message has no Dutch translation."""

    def get_error_message(self) -> str:
        """Return the message; the number is filled in by the ValidationError."""
        return _("Dit wachtwoord is te kort. Kies er een van minstens %(min_length)d tekens.")
